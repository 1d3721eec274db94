import type { components } from "@/client/schema";

export type Language = components["schemas"]["Language"];

/** By their own names: a person looking for theirs reads it in theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  fr: "Français",
  ja: "日本語",
  hi: "हिन्दी",
};

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];

/** What a voice says when somebody wants to hear it, in the voice's own language. */
export const SAMPLE_SENTENCES: Readonly<Record<Language, string>> = {
  en: "The moon came up over the hill, and the little fox lay down in the warm grass.",
  fr: "La lune se leva sur la colline, et le petit renard se coucha dans l’herbe tiède.",
  ja: "月が丘の上にのぼると、小さなきつねは、あたたかい草の中でまるくなりました。",
  hi: "पहाड़ी के ऊपर चाँद निकला, और नन्ही लोमड़ी नरम घास में लेट गई।",
};
