/** Whether an idea is written in another language than its story is to be told in. */
import type { Language } from "@/stories/wire";

/** The language the idea seems to be meant for, where that is plainly not `language`. */
export function betterLanguage(
  idea: string,
  language: Language,
  interfaceLanguage: Language,
): Language | null {
  if (/[\u3040-\u30ff\u4e00-\u9fff]/u.test(idea)) return language === "ja" ? null : "ja";
  if (/\p{Script=Devanagari}/u.test(idea)) return language === "hi" ? null : "hi";
  const latin = /\p{Script=Latin}{3}/u.test(idea);
  if (!latin || language === "en" || language === "fr") return null;
  return interfaceLanguage === "fr" ? "fr" : "en";
}
