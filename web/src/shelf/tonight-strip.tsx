import { useQueries } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Moon, X } from "lucide-react";
import { useEffect, useId } from "react";
import { useAnnounce } from "@/lib/announce";
import { address, ServerProblem } from "@/lib/server";
import { minutes } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { book } from "@/shelf/api";
import { Cover } from "@/shelf/cover";
import { moveTonight, removeTonight, useTonight } from "@/shelf/tonight-queue";
import { ButtonLink } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";

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
      <header className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1">
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
      <ol>
        {chosen.map(({ id, story }, index) => {
          const cover = story?.scenes.find((scene) => scene.picture)?.picture;
          const title = story?.title ?? "";
          return (
            <li
              key={id}
              className="flex min-h-16 items-center gap-3 border-t border-line py-2 first:border-t-0"
            >
              <span aria-hidden="true" className="w-4 shrink-0 text-center text-soft tabular-nums">
                {index + 1}
              </span>
              <div className="w-16 shrink-0">
                <Cover src={cover ? address(cover.path) : null} alt="" eager className="rounded-lg" />
              </div>
              <p lang={story?.language} className="line-clamp-2 min-w-0 flex-1 font-story leading-snug">
                {title}
              </p>
              <div className="flex shrink-0">
                <IconButton
                  label={t("tonight.earlier", { title })}
                  icon={<ArrowUp />}
                  disabled={index === 0}
                  onClick={() => move(id, title, -1)}
                />
                <IconButton
                  label={t("tonight.later", { title })}
                  icon={<ArrowDown />}
                  disabled={index === ids.length - 1}
                  onClick={() => move(id, title, 1)}
                />
                <IconButton
                  label={t("tonight.remove", { title })}
                  icon={<X />}
                  onClick={() => removeTonight(id)}
                />
              </div>
            </li>
          );
        })}
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
