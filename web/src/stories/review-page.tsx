import { useMutation } from "@tanstack/react-query";
import { AudioLines, Brush } from "lucide-react";
import { useState } from "react";
import type { Part } from "@/lib/events";
import { address } from "@/lib/server";
import { spacedWords } from "@/lib/spaced-words";
import { useTranslation } from "@/lib/words";
import { redoPart } from "@/stories/api";
import { ListenButton } from "@/stories/listen-button";
import { PageMadeBy } from "@/stories/made-by";
import type { Trouble as PageTrouble } from "@/stories/making";
import { PageFlags } from "@/stories/page-flags";
import { PageWords } from "@/stories/page-words";
import { PaperWash } from "@/stories/paper-wash";
import { ReadingSheet } from "@/stories/reading-sheet";
import type { Book, Scene, Wish } from "@/stories/wire";
import { Button } from "@/ui/button";
import { Picture } from "@/ui/picture";
import { Trouble } from "@/ui/trouble";

type ReviewPageProps = {
  book: Book;
  scene: Scene;
  painting: boolean;
  narrating: boolean;
  trouble: PageTrouble | undefined;
  /** A part of this page is being made again. */
  onAsked: (part: Part) => void;
};

/** One page as the child would have it, and everything a parent may want otherwise. */
export function ReviewPage({ book, scene, painting, narrating, trouble, onAsked }: ReviewPageProps) {
  const { t } = useTranslation("stories");
  const [choosing, setChoosing] = useState(false);
  const redo = useMutation({ mutationFn: redoPart, onSuccess: (_, { part }) => onAsked(part) });
  const ask = (part: Part, wish: Wish) => redo.mutate({ id: book.id, page: scene.number, part, wish });
  const asking = (part: Part) => redo.isPending && redo.variables.part === part;
  const { number, picture, narration } = scene;

  return (
    <li>
      <article
        aria-labelledby={`page-${number}`}
        className="grid overflow-hidden rounded-card border border-line bg-panel lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
      >
        <div className={`lg:self-start lg:p-4 ${painting ? "animate-breathe" : ""}`}>
          {picture ? (
            <Picture
              src={address(picture.path)}
              alt={picture.alt}
              width={picture.width}
              height={picture.height}
              className="lg:rounded-xl"
            />
          ) : (
            <PaperWash painting={painting} />
          )}
        </div>
        <div className="flex flex-col px-5 pt-4 pb-3 sm:px-6">
          <p className="text-sm text-soft">{t("page.number", { page: number })}</p>
          <h2 id={`page-${number}`} lang={book.language} className={`text-xl ${spacedWords(scene.title)}`}>
            {scene.title}
          </h2>
          <PageWords book={book} scene={scene} narrating={narrating} onAsked={() => onAsked("text")} />
          <PageFlags book={book} scene={scene} />
          <p role="status" className="text-soft">
            {painting && t("lanes.firefly.works", { page: number })}
            {painting && narrating && " · "}
            {narrating && t("lanes.lifeline.works", { page: number })}
          </p>
          <div className="mt-4 flex flex-wrap gap-2">
            {narration && !narrating && (
              <ListenButton
                key={narration.path}
                label={t("review.listen")}
                fetchAddress={async () => address(narration.path)}
              />
            )}
            <Button icon={<Brush />} busy={painting || asking("picture")} onClick={() => ask("picture", {})}>
              {t("review.paint_again")}
            </Button>
            <Button
              icon={<AudioLines />}
              busy={narrating || asking("narration")}
              aria-haspopup="dialog"
              onClick={() => setChoosing(true)}
            >
              {t("review.read_differently")}
            </Button>
          </div>
          {redo.error && (
            <div className="mt-4">
              <Trouble problem={redo.error} onRetry={() => redo.mutate(redo.variables)} />
            </div>
          )}
          {trouble && (
            <div className="mt-4">
              <Trouble
                problem={{
                  title: t("review.redo_failed"),
                  status: 0,
                  detail: trouble.detail,
                  hint: trouble.hint,
                }}
              />
            </div>
          )}
          <div className="mt-auto pt-2">
            <PageMadeBy scene={scene} language={book.language} />
          </div>
        </div>
      </article>
      <ReadingSheet
        open={choosing}
        scene={scene}
        language={book.language}
        onRead={(wish) => ask("narration", wish)}
        onClose={() => setChoosing(false)}
      />
    </li>
  );
}
