import {
  AudioLines,
  Brush,
  CloudMoon,
  Hourglass,
  Languages,
  PawPrint,
  Sparkles,
  Trees,
  UserRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { minutes } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { Chip } from "@/stories/chip";
import type { Draft } from "@/stories/draft";
import { type Choosable, chosenOf, useEngineOption } from "@/stories/engine-choice";
import { band, MINUTES } from "@/stories/minutes";
import type { Thing } from "@/stories/understood";
import type { Faults } from "@/stories/use-begin";
import { OWN_NAME, type Slot, type Style, type Voice } from "@/stories/wire";

export type Setting = "child" | "length" | "language" | "voice" | "style" | "engines";

type StoryChipsProps = {
  draft: Draft;
  name: string;
  age: number;
  things: Thing[];
  voices: Voice[];
  voice: string | null;
  choosable: Choosable[];
  style: Style | null;
  faults: Faults;
  onOpen: (setting: Setting) => void;
  onOpenThing: (slot: Slot) => void;
};

/** Everything about the story that can be chosen, as it stands. */
export function StoryChips({
  draft,
  name,
  age,
  things,
  voices,
  voice,
  choosable,
  style,
  faults,
  onOpen,
  onOpenThing,
}: StoryChipsProps) {
  const { t, i18n } = useTranslation("stories");
  const thing = (slot: Slot) => things.find((thing) => thing.slot === slot);
  const slotChip = (slot: Slot, icon: ReactNode) => (
    <Chip
      icon={icon}
      label={t(`slot.${slot}`)}
      value={thing(slot)?.name ?? t("chips.open")}
      chosen={draft.chosen[slot] !== undefined}
      error={faults(slot)}
      onPress={() => onOpenThing(slot)}
    />
  );
  const option = useEngineOption();
  const engines = choosable.flatMap(({ chair, engines }) => {
    const chosen = engines.find(({ id }) => id === chosenOf(choosable, chair, draft[chair]));
    return chosen ? [option(chosen)] : [];
  });
  const years = t("child.years", { count: age });
  const about = minutes(MINUTES[band(age)][draft.length] * 60, i18n.language);

  return (
    <section aria-label={t("chips.title")} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Chip
        icon={<UserRound />}
        label={t("slot.child")}
        value={name === "" ? t("chips.nobody", { years }) : t("chips.child", { name, years })}
        chosen={draft.child !== ""}
        error={faults("child") ?? faults("age") ?? faults("pronoun")}
        onPress={() => onOpen("child")}
      />
      {slotChip("hero", <PawPrint />)}
      {slotChip("feeling", <CloudMoon />)}
      {slotChip("place", <Trees />)}
      <Chip
        icon={<Hourglass />}
        label={t("length.title")}
        value={t("chips.length", { length: t(`length.${draft.length}`), about })}
        chosen={draft.length !== "usual"}
        error={faults("length")}
        onPress={() => onOpen("length")}
      />
      <Chip
        icon={<Languages />}
        label={t("language.title")}
        value={OWN_NAME[draft.language]}
        error={faults("language")}
        onPress={() => onOpen("language")}
      />
      <Chip
        icon={<AudioLines />}
        label={t("voice.title")}
        value={voices.find((other) => other.id === voice)?.name ?? t("voice.best")}
        chosen={draft.voice !== null}
        error={faults("voice")}
        onPress={() => onOpen("voice")}
      />
      <Chip
        icon={<Brush />}
        label={t("style.title")}
        value={style?.title ?? t("style.watercolour")}
        chosen={draft.style !== null}
        error={faults("style")}
        onPress={() => onOpen("style")}
      />
      {choosable.length > 0 && (
        <Chip
          icon={<Sparkles />}
          label={t("engines.title")}
          value={engines.length > 0 ? engines.join(", ") : t("engines.auto")}
          chosen={engines.length > 0}
          error={faults("storyteller") ?? faults("illustrator") ?? faults("narrator")}
          onPress={() => onOpen("engines")}
        />
      )}
    </section>
  );
}
