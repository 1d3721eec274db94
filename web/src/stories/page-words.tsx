import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { spacedWords } from "@/lib/spaced-words";
import { useTranslation } from "@/lib/words";
import { redoPart } from "@/stories/api";
import { useKeptWords } from "@/stories/kept-words";
import type { Book, Scene } from "@/stories/wire";
import { Button } from "@/ui/button";
import { GrowingText } from "@/ui/growing-text";
import { Trouble } from "@/ui/trouble";

type PageWordsProps = {
  book: Book;
  scene: Scene;
  /** The page is being read anew: what is saved now would cross it. */
  narrating: boolean;
  onAsked: () => void;
};

/** A page's words, to be changed where they stand. Saving has this page read anew, and no other. */
export function PageWords({ book, scene, narrating, onAsked }: PageWordsProps) {
  const { t } = useTranslation("stories");
  const [edit, keep] = useKeptWords(`${book.id}.${scene.number}`);
  const save = useMutation({ mutationFn: redoPart, onSuccess: onAsked });
  const changed = edit !== null && edit !== scene.text;
  const onTheWay = save.isSuccess && narrating;

  // Once the book holds the words that were sent, nothing is left to keep.
  const told = useRef(scene.text);
  useEffect(() => {
    if (told.current !== scene.text && save.isSuccess) keep(null);
    told.current = scene.text;
  }, [scene.text, save.isSuccess, keep]);

  const send = () => {
    if (!changed || save.isPending || narrating || edit.trim() === "") return;
    save.mutate({ id: book.id, page: scene.number, part: "text", wish: { text: edit.trim() } });
  };
  const leave = () => {
    save.reset();
    keep(null);
  };

  return (
    <div>
      <GrowingText
        aria-label={t("review.words", { page: scene.number })}
        aria-describedby={`words-hint-${scene.number}`}
        lang={book.language}
        value={edit ?? scene.text}
        onChange={(event) => keep(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          if (event.key === "Escape" && changed) leave();
        }}
        className={`overflow-hidden -mx-3 w-[calc(100%+1.5rem)] rounded-card border border-transparent bg-transparent px-3 py-2 font-story text-lg text-ink hover:border-line focus:border-edge focus:bg-page ${spacedWords(scene.text)}`}
      />
      <p id={`words-hint-${scene.number}`} className="sr-only">
        {t("review.words_hint")}
      </p>
      {changed && !onTheWay && (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button tone="gold" busy={save.isPending || narrating} disabled={edit.trim() === ""} onClick={send}>
            {save.isPending ? t("review.saving") : t("review.save_words")}
          </Button>
          <Button tone="quiet" onClick={leave}>
            {t("review.leave_words")}
          </Button>
          <p className="w-full text-sm text-soft">{t("review.save_note")}</p>
        </div>
      )}
      {save.error && (
        <div className="mt-3">
          <Trouble problem={save.error}>
            <p className="self-center text-soft">{t("review.kept")}</p>
          </Trouble>
        </div>
      )}
    </div>
  );
}
