import { act, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { expect, test } from "vitest";
import { setPreference } from "@/lib/preferences";
import { type Catalogues, setUpWords, useTranslation, wordsNow } from "@/lib/words";

const catalogues: Catalogues = {
  "shelf/en": async () => ({
    books_one: "{{count}} book",
    books_other: "{{count}} books",
    row: { end: "The end" },
  }),
  "shelf/fr": async () => ({
    books_one: "{{count}} livre",
    books_other: "{{count}} livres",
    row: { end: "Fin" },
  }),
  "shelf/ja": async () => ({ books_other: "{{count}}冊", row: { end: "おしまい" } }),
};

function Books({ count }: { count: number }) {
  const { t, i18n } = useTranslation("shelf");
  return (
    <p lang={i18n.language}>
      {t("books", { count })} · {t("row.end")}
    </p>
  );
}

test("a sentence takes the plural form of its language", async () => {
  setPreference("interface", "fr");
  await setUpWords(catalogues, ["shelf"]);
  const t = wordsNow("shelf");

  // French counts nothing as one: "0 livre".
  expect([0, 1, 2].map((count) => t("books", { count }))).toEqual(["0 livre", "1 livre", "2 livres"]);
});

test("words arrive when they are first shown, and change with the language", async () => {
  setPreference("interface", "en");
  await setUpWords(catalogues, []);
  render(
    <Suspense fallback="…">
      <Books count={2} />
    </Suspense>,
  );
  expect(await screen.findByText("2 books · The end")).toHaveAttribute("lang", "en");

  await act(async () => setPreference("interface", "ja"));

  expect(await screen.findByText("2冊 · おしまい")).toHaveAttribute("lang", "ja");
});

test("a key without words is shown as it is, for us to find", async () => {
  setPreference("interface", "en");
  await setUpWords(catalogues, ["shelf"]);

  expect(wordsNow("shelf")("row.attic")).toBe("row.attic");
});
