import { useTranslation } from "@/lib/words";
import type { Book } from "@/stories/wire";

/** What the house wants a parent to know about this story: what it understood, chose, or could not use. */
export function SaidPlainly({ book }: { book: Book }) {
  const { t } = useTranslation("stories");
  if (book.said_plainly.length === 0) return null;
  return (
    <section aria-labelledby="plainly" className="rounded-card border border-line bg-panel p-5">
      <h2 id="plainly" className="text-lg">
        {t("review.plainly")}
      </h2>
      <ul lang={book.language} className="mt-2 grid gap-1.5">
        {book.said_plainly.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
