import { useTranslation } from "@/lib/words";
import { restoreStory, useBookChange } from "@/stories/api";
import type { Book } from "@/stories/wire";
import { Button, ButtonLink } from "@/ui/button";
import { Trouble } from "@/ui/trouble";

/** A book that was put in the trash a moment ago, and how to have it back. */
export function InTheTrash({ book, onRestored }: { book: Book; onRestored: () => void }) {
  const { t } = useTranslation("stories");
  const restore = useBookChange(restoreStory);
  return (
    <section aria-label={t("trash.title")} className="rounded-card border border-line bg-panel p-6">
      <p role="status" className="text-lg">
        {t("trash.is_there", { title: book.title })}
      </p>
      <p className="mt-1 text-soft">{t("trash.note")}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          tone="gold"
          busy={restore.isPending}
          onClick={() => restore.mutate(book.id, { onSuccess: onRestored })}
        >
          {t("trash.bring_back")}
        </Button>
        <ButtonLink to="/">{t("to_library")}</ButtonLink>
      </div>
      {restore.error && (
        <div className="mt-4">
          <Trouble problem={restore.error} />
        </div>
      )}
    </section>
  );
}
