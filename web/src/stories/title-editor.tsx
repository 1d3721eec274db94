import { ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { changeStory, useBookChange } from "@/stories/api";
import { useKeptWords } from "@/stories/kept-words";
import type { Book } from "@/stories/wire";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Trouble } from "@/ui/trouble";

/** The book's title, to be changed. */
export function TitleEditor({ book }: { book: Book }) {
  const { t } = useTranslation("stories");
  const [edit, keep] = useKeptWords(`${book.id}.title`);
  const save = useBookChange(changeStory);
  const changed = edit !== null && edit.trim() !== "" && edit !== book.title;
  const wrong = save.error instanceof ServerProblem ? save.error.about("title") : undefined;

  const send = () => {
    if (!changed) return;
    save.mutate({ id: book.id, changes: { title: edit.trim() } }, { onSuccess: () => keep(null) });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="grid gap-3"
    >
      <Field label={t("review.title_label")} {...(wrong && { error: wrong })}>
        {(ids) => (
          <input
            {...ids}
            lang={book.language}
            value={edit ?? book.title}
            onChange={(event) => keep(event.target.value)}
            className="min-h-12 w-full rounded-card border border-edge bg-page px-4 font-story text-lg text-ink"
          />
        )}
      </Field>
      {changed && (
        <div className="flex flex-wrap gap-3">
          <Button type="submit" tone="gold" busy={save.isPending}>
            {t("review.save_title")}
          </Button>
          <Button tone="quiet" onClick={() => keep(null)}>
            {t("review.leave_words")}
          </Button>
        </div>
      )}
      {save.error && !wrong && <Trouble problem={save.error} onRetry={send} />}
    </form>
  );
}
