import { useTranslation } from "@/lib/words";
import { FlagLines } from "@/stories/flag-lines";
import { LookedAt } from "@/stories/looked-at";
import { flagsOf } from "@/stories/verdicts";
import type { Book } from "@/stories/wire";

/** What the house wants a parent to know about this story: what it understood, chose, made gentler, who looked. */
export function SaidPlainly({ book }: { book: Book }) {
  const { t } = useTranslation("stories");
  const flags = flagsOf(book.verdicts, book);
  const said = book.said_plainly.length + flags.length > 0;
  if (!said) return <LookedAt book={book} />;
  return (
    <section aria-labelledby="plainly" className="grid gap-3 rounded-card border border-line bg-panel p-5">
      <div>
        <h2 id="plainly" className="text-lg">
          {t("review.plainly")}
        </h2>
        <ul className="mt-2 grid gap-1.5">
          {book.said_plainly.map((sentence) => (
            <li key={sentence} lang={book.language}>
              {sentence}
            </li>
          ))}
          <FlagLines flags={flags} language={book.language} whole />
        </ul>
      </div>
      <LookedAt book={book} />
    </section>
  );
}
