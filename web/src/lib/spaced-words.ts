/** Japanese for the youngest stands with spaces between its words; a line then breaks there and nowhere else. */
export function spacedWords(text: string): string {
  return /[\u3040-\u30ff] [\u3040-\u30ff]/u.test(text) ? "break-keep wrap-anywhere" : "";
}
