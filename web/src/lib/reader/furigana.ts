/** Which part of a Japanese word carries which reading. */

export interface Ruby {
  base: string;
  /** Kana above the base; empty where the base is read as it is written. */
  reading: string;
}

const KANJI = /[\p{Script=Han}々〆ヶ]/u;
const RUNS = /[\p{Script=Han}々〆ヶ]+|[^\p{Script=Han}々〆ヶ]+/gu;

/**
 * Set `reading` over the kanji of `shown` only: 話しはじめると + はなしはじめると is 話(はな)しはじめると.
 *
 * The kana of the word are fixed points in its reading; what lies between them belongs to the kanji. Where
 * they do not fit, the whole reading stands over the whole word, which is still true.
 */
export function furigana(shown: string, reading: string): Ruby[] {
  if (!KANJI.test(shown) || reading === "" || reading === shown) return [{ base: shown, reading: "" }];
  const runs = shown.match(RUNS) ?? [shown];
  const pattern = runs.map((run) => (KANJI.test(run) ? "(.+?)" : escaped(run))).join("");
  const found = new RegExp(`^${pattern}$`, "u").exec(reading);
  if (!found) return [{ base: shown, reading }];
  let group = 0;
  return runs.map((run) => ({ base: run, reading: KANJI.test(run) ? (found[++group] as string) : "" }));
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
