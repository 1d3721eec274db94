import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { wayToLibrary } from "@/lib/kept-place";
import { useTranslation } from "@/lib/words";
import { storyQuery } from "@/stories/api";
import { Lanes } from "@/stories/lanes";
import { MakingHead } from "@/stories/making-head";
import { MakingPage } from "@/stories/making-page";
import { StoryNotHere } from "@/stories/story-not-here";
import { useMaking } from "@/stories/use-making";
import { useMakingAnnounced } from "@/stories/use-making-announced";
import { useMakingClock } from "@/stories/use-making-clock";
import type { Book } from "@/stories/wire";
import { Page } from "@/ui/page";

/** A book while it is made: its words at once, its pictures as they dry, and the four at their work. */
export function MakingScreen() {
  const { t } = useTranslation("stories");
  const { id = "" } = useParams();
  const { data: book, error } = useQuery(storyQuery(id));
  const { making, follow, now } = useMaking(id);
  const clock = useMakingClock(making, now);
  useMakingAnnounced(book);

  const asked = {
    pictures: book?.request.illustrator !== "none",
    voice: book?.request.narrator !== "none",
  };
  const pages = pagesOf(book, making.pages);

  return (
    <Page
      title={book?.title || making.title || t("making.title")}
      lang={book?.title ? book.language : undefined}
      back={wayToLibrary()}
      wide
    >
      {error && !book ? (
        <StoryNotHere error={error} />
      ) : (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-10">
          <div className="lg:sticky lg:top-8 lg:col-start-2 lg:self-start">
            <MakingHead book={book} making={making} asked={asked} clock={clock} onResumed={follow} />
            {/* A book that came here finished has no work to tell of. */}
            {(book?.state !== "ready" || making.begun !== null) && (
              <Lanes making={making} asked={asked} clock={clock} />
            )}
          </div>
          <section aria-labelledby="pages" className="lg:col-start-1 lg:row-start-1">
            <h2 id="pages" className="text-xl lg:sr-only">
              {t("making.pages")}
            </h2>
            <ol className="mt-3 grid gap-5 sm:grid-cols-2 lg:mt-0 2xl:grid-cols-3">
              {Array.from({ length: pages }, (_, i) => i + 1).map((number) => (
                <MakingPage
                  key={number}
                  number={number}
                  scene={book?.scenes.find((scene) => scene.number === number)}
                  language={book?.language ?? "en"}
                  painting={making.painting.active.includes(number)}
                  narrating={making.narrating.active.includes(number)}
                  pictures={asked.pictures}
                />
              ))}
            </ol>
          </section>
        </div>
      )}
    </Page>
  );
}

/** How many pages it will have: while it is written, some are still to come. */
function pagesOf(book: Book | undefined, told: number): number {
  const there = book?.scenes.length ?? 0;
  if (book?.state !== "writing") return there || told;
  return Math.max(there, book.request.scenes ?? told);
}
