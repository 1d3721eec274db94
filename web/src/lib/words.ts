/**
 * The words of the interface: four languages, a catalogue a feature, each fetched when it is first shown.
 *
 * Catalogues keep i18next's format ("{{count}} books", keys ending in _one and _other). The library itself
 * would be an eighth of what the first screen may weigh, for what the browser's own Intl does in a page.
 */
import { use, useMemo, useSyncExternalStore } from "react";
import { type InterfaceLanguage, onPreferenceChange, preference } from "@/lib/preferences";

export type Catalogue = { readonly [key: string]: string | Catalogue };

/** Catalogues by "feature/language", each behind a function that fetches it. */
export type Catalogues = Record<string, () => Promise<Catalogue>>;

type Values = Record<string, string | number | undefined>;

/** The sentence of a key: `t("shelf.books", { count: 3 })`. The key itself, where there is none. */
export type TFunction = (key: string, values?: Values) => string;

type Translation = { t: TFunction; i18n: { language: InterfaceLanguage } };

let all: Catalogues = {};
let shown: InterfaceLanguage = "en";
const fetched = new Map<string, Catalogue>();
const coming = new Map<string, Promise<Catalogue>>();
const listeners = new Set<() => void>();
let stopFollowing = () => {};

/** Opens the catalogues and follows the reader's choice of language. Resolves when `first` are read. */
export async function setUpWords(catalogues: Catalogues, first: string[]): Promise<void> {
  all = catalogues;
  await showLanguage(first);
  stopFollowing();
  stopFollowing = onPreferenceChange(() => {
    if (preference("interface") !== shown) void showLanguage([...new Set(featuresFetched())]);
  });
}

/** The words of one feature, in the language of the interface. Suspends until they are there. */
export function useTranslation(feature: string): Translation {
  const language = useSyncExternalStore(onLanguageChange, () => shown);
  const words = use(fetchWords(feature, language));
  return useMemo(() => translation(words, language), [words, language]);
}

/** The same outside React, with whatever words are there by now. */
export function wordsNow(feature: string): TFunction {
  return translation(fetched.get(`${feature}/${shown}`) ?? {}, shown).t;
}

function translation(words: Catalogue, language: InterfaceLanguage): Translation {
  const plurals = new Intl.PluralRules(language);
  return {
    t: (key, values = {}) => {
      const { count } = values;
      const plural = typeof count === "number" ? found(words, `${key}_${plurals.select(count)}`) : undefined;
      const sentence = plural ?? found(words, key) ?? key;
      return sentence.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ""));
    },
    i18n: { language },
  };
}

function found(words: Catalogue, path: string): string | undefined {
  let here: string | Catalogue | undefined = words;
  for (const step of path.split(".")) here = typeof here === "object" ? here[step] : undefined;
  return typeof here === "string" ? here : undefined;
}

/** Changes the language only when its words are there, so that no sentence is shown half-way. */
async function showLanguage(features: string[]): Promise<void> {
  const language = preference("interface");
  await Promise.all(features.map((feature) => fetchWords(feature, language)));
  if (language !== preference("interface")) return;
  shown = language;
  document.documentElement.lang = language;
  for (const tell of listeners) tell();
}

function fetchWords(feature: string, language: InterfaceLanguage): Promise<Catalogue> {
  const name = `${feature}/${language}`;
  const underWay = coming.get(name);
  if (underWay) return underWay;
  const fetchCatalogue = all[name];
  if (!fetchCatalogue) return Promise.reject(new Error(`no words for ${feature} in ${language}`));
  const catalogue = fetchCatalogue();
  coming.set(name, catalogue);
  catalogue.then(
    (words) => {
      fetched.set(name, words);
      // As React marks a promise it has seen through: `use` reads words that are there without suspending.
      Object.assign(catalogue, { status: "fulfilled", value: words });
    },
    // Forgotten, so that the next who asks fetches again.
    () => coming.delete(name),
  );
  return catalogue;
}

function featuresFetched(): string[] {
  return [...fetched.keys()].map((name) => name.slice(0, name.indexOf("/")));
}

function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
