import { useQueries } from "@tanstack/react-query";
import { Moon } from "lucide-react";
import { useEffect, useId } from "react";
import { useAnnounce } from "@/lib/announce";
import { ServerProblem } from "@/lib/server";
import { minutes } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { book } from "@/shelf/api";
import { moveTonight, removeTonight, useTonight } from "@/shelf/tonight-queue";
import { TonightStory } from "@/shelf/tonight-story";
import { ButtonLink } from "@/ui/button";

/** The stories chosen for tonight, in the order they will be read. Nothing while none is chosen. */
export function TonightStrip() {
  const { t, i18n } = useTranslation("shelf");
  const announce = useAnnounce();
  const heading = useId();
  const ids = useTonight();
  const books = useQueries({ queries: ids.map((id) => book(id)) });

  const lost = ids.filter((_, index) => isGone(books[index]?.error));
  const lostIds = lost.join(" ");
  useEffect(() => {
    for (const id of lostIds.split(" ").filter(Boolean)) removeTonight(id);
  }, [lostIds]);

  const [first] = ids;
  if (first === undefined) return null;
  const chosen = ids.map((id, index) => ({ id, story: books[index]?.data }));
  const seconds = chosen.reduce((sum, { story }) => sum + (story ? listeningSeconds(story) : 0), 0);

  const move = (id: string, title: string, steps: number) => {
    moveTonight(id, steps);
    announce(t("tonight.moved", { title, place: ids.indexOf(id) + 1 + steps, all: ids.length }));
  };

  return (
    <section aria-labelledby={heading} className="mb-9 rounded-card border border-line bg-panel p-4 sm:p-5">
      <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-36 flex-1">
          <h2 id={heading} className="text-xl">
            {t("tonight.title")}
          </h2>
          <p className="text-sm text-soft">
            {t("tonight.about", { count: ids.length, time: minutes(seconds, i18n.language) })}
          </p>
        </div>
        <ButtonLink to={`/read/${first}?queue=1`} tone="gold" icon={<Moon />}>
          {t("tonight.start")}
        </ButtonLink>
      </header>
      <ol className="-mx-4 flex snap-x scroll-px-4 gap-4 overflow-x-auto px-4 pb-1 [scrollbar-width:thin] sm:-mx-5 sm:px-5">
        {chosen.map(({ id, story }, index) => (
          <TonightStory
            key={id}
            story={story}
            place={index + 1}
            last={index === ids.length - 1}
            onMove={(steps) => move(id, story?.title ?? "", steps)}
            onRemove={() => removeTonight(id)}
          />
        ))}
      </ol>
    </section>
  );
}

/** Thrown away or destroyed since it was chosen. */
function isGone(error: unknown): boolean {
  return error instanceof ServerProblem && (error.problem.status === 404 || error.problem.status === 410);
}

function listeningSeconds(story: { scenes: { narration: { seconds: number } | null }[] }): number {
  return story.scenes.reduce((sum, { narration }) => sum + (narration?.seconds ?? 0), 0);
}
