import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { useParams } from "react-router";
import { wayToLibrary } from "@/lib/kept-place";
import { useTranslation } from "@/lib/words";
import { storyQuery, trashStory } from "@/stories/api";
import { ApproveBar } from "@/stories/approve-bar";
import { InTheTrash } from "@/stories/in-the-trash";
import { ReviewPage } from "@/stories/review-page";
import { SaidPlainly } from "@/stories/said-plainly";
import { StoryNotHere } from "@/stories/story-not-here";
import { TitleEditor } from "@/stories/title-editor";
import { useMaking } from "@/stories/use-making";
import { Button, ButtonLink } from "@/ui/button";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { Trouble } from "@/ui/trouble";

/** A book before a child sees it: read through, changed where it should be otherwise, approved. */
export function ReviewScreen() {
  const { t } = useTranslation("stories");
  const { id = "" } = useParams();
  const cache = useQueryClient();
  const [trashed, setTrashed] = useState(false);
  const { data: book, error } = useQuery({ ...storyQuery(id), enabled: !trashed });
  const { making, follow } = useMaking(id);
  const trash = useMutation({
    mutationFn: trashStory,
    onSuccess: () => {
      setTrashed(true);
      void cache.invalidateQueries({ queryKey: ["stories"] });
    },
  });

  return (
    <Page
      title={book?.title || t("review.title")}
      lang={book?.title ? book.language : undefined}
      back={wayToLibrary()}
      wide
    >
      {error && !book && <StoryNotHere error={error} />}
      {!book && !error && <Skeleton className="h-96 w-full" />}
      {book && trashed && <InTheTrash book={book} onRestored={() => setTrashed(false)} />}
      {book && !trashed && (
        // A column and not a grid, in which the bar would not stick.
        <div className="flex flex-col gap-6">
          {book.state !== "ready" && (
            <div className="flex flex-wrap items-center gap-4 rounded-card border border-line bg-panel p-5">
              <p className="min-w-48 flex-1">{t("review.not_ready")}</p>
              <ButtonLink to={`/making/${book.id}`}>{t("review.to_making")}</ButtonLink>
            </div>
          )}
          <div className="grid gap-6 lg:grid-cols-2 lg:gap-10">
            <div className="grid content-start gap-4">
              <TitleEditor book={book} />
              <div className="flex flex-wrap gap-3">
                <ButtonLink to={`/read/${book.id}`} icon={<Play />}>
                  {t("review.hear_all")}
                </ButtonLink>
                <Button icon={<Trash2 />} busy={trash.isPending} onClick={() => trash.mutate(book.id)}>
                  {t("trash.put")}
                </Button>
              </div>
              {trash.error && <Trouble problem={trash.error} />}
            </div>
            <SaidPlainly book={book} />
          </div>
          <ol aria-label={t("making.pages")} className="grid gap-6">
            {book.scenes.map((scene) => (
              <ReviewPage
                key={scene.number}
                book={book}
                scene={scene}
                painting={making.painting.active.includes(scene.number)}
                narrating={making.narrating.active.includes(scene.number)}
                trouble={making.pageTroubles[scene.number]}
                onAsked={(part) => follow(scene.number, part)}
              />
            ))}
          </ol>
          {book.state === "ready" && <ApproveBar book={book} />}
        </div>
      )}
    </Page>
  );
}
