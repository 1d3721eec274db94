import type { components } from "@/client/schema";

export type Language = components["schemas"]["Language"];

/** The languages stories are told in, by their own names: a person looking for theirs reads it in theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  fr: "Français",
  ja: "日本語",
  hi: "हिन्दी",
};

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];
