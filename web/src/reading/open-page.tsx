import { useCallback, useId } from "react";
import { usePreference } from "@/lib/preferences";
import type { Reader } from "@/lib/reader/reader";
import type { Reading } from "@/lib/reader/reading";
import { spacedWords } from "@/lib/spaced-words";
import { useTranslation } from "@/lib/words";
import { PageText } from "@/reading/page-text";
import { type Book, highlightOf, type Scene } from "@/reading/story";

type OpenPageProps = {
  book: Book;
  scene: Scene;
  reader: Reader;
  reading: Reading;
};

/** One page's words, as a landmark with a heading. */
export function OpenPage({ book, scene, reader, reading }: OpenPageProps) {
  const { t } = useTranslation("reading");
  const [choice] = usePreference("highlight");
  const heading = useId();
  const page = reader.pages[reading.page];
  const hearFrom = useCallback((word: number) => reader.hearFrom(word), [reader]);
  if (!page) return null;

  const silent = reading.mode === "self" && reading.phase === "resting";
  return (
    <section className="player-page" aria-labelledby={heading} data-young={book.age < 6}>
      <h2 id={heading} className={`player-heading ${spacedWords(scene.title)}`} lang={book.language}>
        {scene.title || t("page_of", { page: scene.number, pages: book.scenes.length })}
      </h2>
      <PageText
        key={scene.number}
        layout={reader.layout(page)}
        language={book.language}
        ruby={book.language === "ja" && book.age >= 6}
        highlight={highlightOf(choice, book.age)}
        word={silent || reading.phase === "resting" ? -1 : reading.word}
        sentence={silent ? -1 : reading.sentence}
        onWord={hearFrom}
      />
      {page.text === "" ? (
        <p className="player-waiting">{t("page_to_come")}</p>
      ) : (
        reading.phase === "waiting" && <p className="player-waiting">{t("waiting")}</p>
      )}
    </section>
  );
}
