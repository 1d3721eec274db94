import { expect, test } from "vitest";
import { betterLanguage } from "@/stories/idea-language";

test.each([
  ["はなときつね", "en", "ja"],
  ["मीरा और लोमड़ी", "fr", "hi"],
  ["Mira and the fox", "ja", "en"],
  ["Mira and the fox", "fr", null],
  ["はなときつね", "ja", null],
  ["", "ja", null],
] as const)("an idea like “%s” for a story in %s would better be told in %s", (idea, language, better) => {
  expect(betterLanguage(idea, language, "en")).toBe(better);
});
