import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { usePreference } from "@/lib/preferences";
import { useTranslation } from "@/lib/words";
import {
  childrenQuery,
  enginesQuery,
  stylesQuery,
  understandQuery,
  voicesQuery,
  worldQuery,
} from "@/stories/api";
import { BeginBar } from "@/stories/begin-bar";
import {
  choose,
  type Draft,
  isEmpty,
  leaveOpen,
  requestOf,
  takeOut,
  useDraft,
  withLanguage,
} from "@/stories/draft";
import { choosableOf, chosenOf } from "@/stories/engine-choice";
import { EnginesSheet } from "@/stories/engines-sheet";
import { GentleNote } from "@/stories/gentle-note";
import { IdeaBox } from "@/stories/idea-box";
import { betterLanguage } from "@/stories/idea-language";
import { IdeaLines } from "@/stories/idea-lines";
import { type Setting, StoryChips } from "@/stories/story-chips";
import { StorySheets } from "@/stories/story-sheets";
import { picturesOf, styleOf } from "@/stories/style-choice";
import { ThingSheet } from "@/stories/thing-sheet";
import { Understanding } from "@/stories/understanding";
import { takenOut, thingsOf } from "@/stories/understood";
import { useBegin } from "@/stories/use-begin";
import { useSettled } from "@/stories/use-settled";
import { type Language, OWN_NAME, type Slot } from "@/stories/wire";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Trouble } from "@/ui/trouble";

const READ_AFTER_MS = 500;
const USUAL_AGE = 5;

/** Where a parent asks for a story: one sentence, and whatever else they care to choose. */
export function CreatorScreen() {
  const { t, i18n } = useTranslation("stories");
  const names = i18n.language as Language;
  const { draft, change, begun } = useDraft();
  const { begin, reset, state, problem, faults, kindly, trouble } = useBegin(() => begun(draft));
  const form = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Setting | "thing" | null>(null);
  const [slot, setSlot] = useState<Slot>("hero");

  // What the house makes of it so far.
  const asked = useSettled(draft.idea.trim(), READ_AFTER_MS);
  const reading = useQuery(
    understandQuery(
      { idea: asked, language: draft.language, child: draft.child, age: draft.age ?? USUAL_AGE },
      names,
    ),
  );
  const world = useQuery(worldQuery(names));
  const things = thingsOf(draft, reading.data, world.data);
  const typed = draft.idea.trim() !== "";

  // Whom it is for, and who reads it.
  const name = draft.child || (typed && reading.data?.child) || "";
  const children = useQuery(childrenQuery).data?.children ?? [];
  const known = children.find((child) => child.name === name) ?? children[0];
  const age = draft.age ?? known?.age ?? USUAL_AGE;
  const choosable = choosableOf(useQuery(enginesQuery).data);
  const narrator = chosenOf(choosable, "narrator", draft.narrator);
  const everyVoice = useQuery(voicesQuery(draft.language)).data?.voices ?? [];
  const voices = everyVoice.filter(({ engine }) => narrator === null || engine === narrator);
  const [favourites] = usePreference("narrationVoice");
  const favourite = voices.find((voice) => voice.id === favourites[draft.language])?.id;
  const voice = draft.voice ?? favourite ?? null;

  // In which style it is painted.
  const styles = useQuery(stylesQuery).data?.styles ?? [];

  const edit = (changes: Partial<Draft>) => {
    reset();
    change(changes);
  };
  const openThing = (slot: Slot) => {
    setSlot(slot);
    setOpen("thing");
  };
  const submit = () => {
    if (state !== "idle") return;
    const engines = Object.fromEntries(
      choosable.map(({ chair }) => [chair, chosenOf(choosable, chair, draft[chair]) ?? "auto"]),
    );
    const pictures = picturesOf(draft.style, styles);
    begin({ request: requestOf(draft, { age, voice, engines, pictures }), key: draft.key });
  };
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid], [data-wrong]")?.focus();
  }, [problem]);

  const better = betterLanguage(draft.idea, draft.language, names);

  return (
    <Page title={t("creator.title")} wide>
      {/* A column on phones, where a grid would not let the bar stick; two columns where there is room. */}
      <div
        ref={form}
        className="flex flex-col gap-6 lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_auto_1fr] lg:gap-x-10"
      >
        <div className="grid gap-4">
          <IdeaBox
            idea={draft.idea}
            language={draft.language}
            error={faults("idea")}
            kindly={kindly}
            onChange={(idea) => edit({ idea })}
            onSubmit={submit}
          />
          <GentleNote
            gentle={typed && !problem ? reading.data?.gentle : undefined}
            language={draft.language}
          />
          {better && (
            <div className="flex flex-wrap items-center gap-3">
              <p>{t("language.another", { language: OWN_NAME[better] })}</p>
              <Button onClick={() => edit(withLanguage(better))}>
                {t("language.switch", { language: OWN_NAME[better] })}
              </Button>
            </div>
          )}
          {!typed && <IdeaLines language={draft.language} onChoose={(idea) => edit({ idea })} />}
        </div>
        {/* On a phone an empty page needs no second heading before anything is typed. */}
        <div
          className={`${typed || things.length > 0 ? "" : "hidden lg:block"} lg:col-start-2 lg:row-span-3 lg:row-start-1 lg:self-start lg:rounded-card lg:border lg:border-line lg:p-6`}
        >
          <Understanding
            things={things}
            out={takenOut(draft, reading.data)}
            unused={reading.data?.unused ?? []}
            child={name === "" ? null : { name, onChange: () => setOpen("child") }}
            typed={typed}
            reading={reading.isFetching}
            onChange={openThing}
            onTakeOut={(slot) => edit(takeOut(draft, slot))}
            onPutBack={(slot) => edit(leaveOpen(draft, slot))}
          />
        </div>
        <StoryChips
          draft={draft}
          name={name}
          age={age}
          things={things}
          voices={voices}
          voice={voice}
          choosable={choosable}
          style={styleOf(draft.style, styles)}
          faults={faults}
          onOpen={setOpen}
          onOpenThing={openThing}
        />
        <BeginBar state={state} surprise={isEmpty(draft)} onBegin={submit}>
          {trouble && (
            <div className="mb-3">
              <Trouble problem={trouble} onRetry={submit}>
                <p className="self-center text-soft">{t("begin.kept")}</p>
              </Trouble>
            </div>
          )}
          <p role="status" className="text-soft not-empty:mb-3">
            {state === "waiting" && t("begin.unheard")}
          </p>
        </BeginBar>
      </div>

      <StorySheets
        open={open === "thing" || open === "engines" ? null : open}
        draft={draft}
        age={age}
        voice={voice}
        faults={faults}
        onChange={edit}
        onClose={() => setOpen(null)}
      />
      <EnginesSheet
        open={open === "engines"}
        draft={draft}
        choosable={choosable}
        onChange={edit}
        onClose={() => setOpen(null)}
      />
      <ThingSheet
        slot={slot}
        open={open === "thing"}
        value={things.find((thing) => thing.slot === slot)?.id}
        onChoose={(id) => edit(choose(draft, slot, id))}
        onLeaveOpen={() => edit(leaveOpen(draft, slot))}
        onClose={() => setOpen(null)}
      />
    </Page>
  );
}
