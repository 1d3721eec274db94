import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookOpen, Pause, Play, Volume2 } from "lucide-react";
import { clock as clockTime } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { cancelStory, resumeStory, storyQuery, useBookChange } from "@/stories/api";
import type { Making } from "@/stories/making";
import { about, share } from "@/stories/time-left";
import type { Clock } from "@/stories/use-making-clock";
import type { Book } from "@/stories/wire";
import { Button, ButtonLink } from "@/ui/button";
import { MoonProgress } from "@/ui/moon-progress";
import { Trouble } from "@/ui/trouble";

type MakingHeadProps = {
  book: Book | undefined;
  making: Making;
  asked: { pictures: boolean; voice: boolean };
  clock: Clock;
  onResumed: () => void;
};

/** How far the whole book is, and what a parent can do about it now. */
export function MakingHead({ book, making, asked, clock, onResumed }: MakingHeadProps) {
  const { t } = useTranslation("stories");
  const cache = useQueryClient();
  const cancel = useBookChange(cancelStory);
  const resume = useMutation({
    mutationFn: resumeStory,
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ queryKey: storyQuery(id).queryKey });
      onResumed();
    },
  });
  if (!book) return null;

  const unfinished = book.state === "writing" || book.state === "making";
  const parts = partsOf(book, asked);
  const first = book.scenes[0];
  const canHear = Boolean(first && (first.narration || !asked.voice) && (first.picture || !asked.pictures));
  const hear = (
    <ButtonLink to={`/read/${book.id}`} icon={<Volume2 />} className="flex-auto">
      {t("making.hear_first")}
    </ButtonLink>
  );
  const goOn = (
    <Button
      tone="gold"
      icon={<Play />}
      busy={resume.isPending}
      onClick={() => resume.mutate(book.id)}
      className="flex-auto"
    >
      {resume.isPending ? t("making.going_on") : t("making.go_on")}
    </Button>
  );

  return (
    <section aria-label={t("making.whole")} className="mb-6 rounded-card border border-line bg-panel p-5">
      <div className="flex items-center gap-5">
        <MoonProgress
          value={book.state === "ready" ? 1 : share(making, parts)}
          label={t("making.whole")}
          size={72}
        />
        <div className="min-w-0 flex-1 leading-snug">
          <p className="font-story text-xl text-ink">{t(`making.state.${book.state}`)}</p>
          {unfinished && <TimeTold clock={clock} />}
          {book.state === "cancelled" && (
            <p className="mt-1 text-soft">
              {t("making.kept", { count: parts.whole, pages: book.scenes.length })}
            </p>
          )}
        </div>
      </div>
      {book.state === "failed" && (
        <div className="mt-4">
          <Trouble
            problem={{
              title: t("making.state.failed"),
              status: 0,
              detail: book.trouble || making.trouble?.detail || t("making.state.failed"),
              hint: making.trouble?.hint ?? null,
            }}
            onRetry={() => resume.mutate(book.id)}
          />
        </div>
      )}
      {(cancel.error ?? resume.error) && (
        <div className="mt-4">
          <Trouble problem={(cancel.error ?? resume.error) as Error} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        {book.state === "ready" && (
          <>
            <ButtonLink to={`/review/${book.id}`} tone="gold" icon={<BookOpen />} className="flex-auto">
              {t("making.look_through")}
            </ButtonLink>
            <ButtonLink to={`/read/${book.id}`} icon={<Play />} className="flex-auto">
              {t("making.play")}
            </ButtonLink>
          </>
        )}
        {book.state === "cancelled" && goOn}
        {book.state !== "ready" && canHear && hear}
        {unfinished && (
          <Button
            tone="quiet"
            icon={<Pause />}
            busy={cancel.isPending}
            onClick={() => cancel.mutate(book.id)}
            className="flex-auto"
          >
            {cancel.isPending ? t("making.cancelling") : t("making.cancel")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** "0:42 · about a minute to go", changing once a second for eyes only. */
function TimeTold({ clock }: { clock: Clock }) {
  const { t } = useTranslation("stories");
  if (clock.elapsed === null) return null;
  const left = clock.left.doc === null ? null : about(clock.left.doc);
  return (
    <p className="mt-1 text-balance text-soft tabular-nums">
      {left
        ? t("making.time", { elapsed: clockTime(clock.elapsed), left: t(`left.${left.key}`, left) })
        : clockTime(clock.elapsed)}
    </p>
  );
}

function partsOf(book: Book, asked: { pictures: boolean; voice: boolean }) {
  const { scenes } = book;
  const painted = scenes.filter((scene) => scene.picture).length;
  const narrated = scenes.filter((scene) => scene.narration).length;
  const whole = scenes.filter(
    (scene) => (scene.picture || !asked.pictures) && (scene.narration || !asked.voice),
  ).length;
  return {
    text: book.state === "writing" ? scenes.length / (book.request.scenes || 6) : Math.min(1, scenes.length),
    picture: asked.pictures ? painted : scenes.length,
    narration: asked.voice ? narrated : scenes.length,
    whole,
  };
}
