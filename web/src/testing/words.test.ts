import { expect, test } from "vitest";
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "@/lib/preferences";

type Words = { [key: string]: string | Words };

const files = import.meta.glob<Words>("../*/words/*.json", { eager: true, import: "default" });
const features = [...new Set(Object.keys(files).map((path) => path.split("/")[1] ?? ""))];

const PLURAL = /_(zero|one|two|few|many|other)$/;

function sentences(feature: string, language: InterfaceLanguage): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (words: Words, above: string) => {
    for (const [key, value] of Object.entries(words)) {
      if (typeof value === "string") flat.set(above + key, value);
      else walk(value, `${above}${key}.`);
    }
  };
  walk(files[`../${feature}/words/${language}.json`] ?? {}, "");
  return flat;
}

function withoutPlural(keys: Iterable<string>): string[] {
  return [...new Set([...keys].map((key) => key.replace(PLURAL, "")))].sort();
}

/** The placeholders of a sentence, all its plural forms together; a form may leave the number to its words. */
function placeholders(words: Map<string, string>): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const [key, sentence] of words) {
    found[key.replace(PLURAL, "")] ??= new Set();
    for (const [, name] of sentence.matchAll(/\{\{\s*([^}\s,]+)[^}]*\}\}/g))
      found[key.replace(PLURAL, "")]?.add(name ?? "");
  }
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, [...names].sort()]));
}

/** The plural forms a language needs for numbers that stand in a home: "one" and "other", or "other" alone. */
function pluralForms(language: InterfaceLanguage): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)))].sort();
}

test("every feature has words", () => {
  expect(features.sort()).toEqual(["household", "reading", "shelf", "stories", "team", "ui"]);
});

for (const feature of features) {
  const english = sentences(feature, "en");

  test.each(INTERFACE_LANGUAGES)(`${feature} says everything in %s`, (language) => {
    const words = sentences(feature, language);
    expect(withoutPlural(words.keys())).toEqual(withoutPlural(english.keys()));
    expect([...words].filter(([, sentence]) => sentence.trim() === "")).toEqual([]);
  });

  test.each(INTERFACE_LANGUAGES)(`${feature} keeps the placeholders in %s`, (language) => {
    expect(placeholders(sentences(feature, language))).toEqual(placeholders(english));
  });

  test.each(INTERFACE_LANGUAGES)(`${feature} has the plural forms of %s`, (language) => {
    const words = sentences(feature, language);
    const plurals = [...words.keys()].filter((key) => PLURAL.test(key));
    for (const key of withoutPlural(plurals)) {
      const forms = plurals
        .filter((form) => form.replace(PLURAL, "") === key)
        .map((form) => form.split("_").pop());
      expect([key, ...forms.sort()]).toEqual([key, ...pluralForms(language)]);
    }
  });

  test.each(INTERFACE_LANGUAGES)(`${feature} stays calm in %s`, (language) => {
    const loud = [...sentences(feature, language)].filter(([, sentence]) =>
      /[!！]|\p{Extended_Pictographic}/u.test(sentence),
    );
    expect(loud).toEqual([]);
  });

  test(`${feature} keeps French punctuation from breaking off`, () => {
    const broken = [...sentences(feature, "fr")].filter(([, sentence]) =>
      /(?:[^\s\u00a0\u202f][;?]| [;:?»]|« |\w:\s)/.test(sentence),
    );
    expect(broken).toEqual([]);
  });
}
