/** The words of the interface: four languages, a catalogue a feature, each fetched when it is first shown. */
import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { INTERFACE_LANGUAGES, onPreferenceChange, preference } from "@/lib/preferences";

export type Catalogue = Record<string, unknown>;

/** Catalogues by "feature/language", each behind a function that fetches it. */
export type Catalogues = Record<string, () => Promise<Catalogue>>;

/** Opens the catalogues and keeps the document's language at the reader's choice. Resolves when `first` are read. */
export async function setUpWords(catalogues: Catalogues, first: string[]): Promise<void> {
  const backend: BackendModule = {
    type: "backend",
    init() {},
    read(language, namespace, done) {
      const fetchCatalogue = catalogues[`${namespace}/${language}`];
      if (!fetchCatalogue) return done(new Error(`no words for ${namespace} in ${language}`), null);
      fetchCatalogue().then(
        (words) => done(null, words),
        (error: Error) => done(error, null),
      );
    },
  };
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: preference("interface"),
      supportedLngs: [...INTERFACE_LANGUAGES],
      fallbackLng: false,
      ns: first,
      defaultNS: "ui",
      load: "languageOnly",
      keySeparator: ".",
      returnNull: false,
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
  showLanguage();
  onPreferenceChange(() => {
    const chosen = preference("interface");
    if (chosen !== i18next.language) void i18next.changeLanguage(chosen).then(showLanguage);
  });
}

function showLanguage(): void {
  document.documentElement.lang = i18next.language;
}
