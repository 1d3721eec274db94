/** From the audio clock to the word and the sentence being read, and back. */

import type { PageLayout } from "./layout";

/** How long a word stays marked after its sound has gone, seconds: shorter and the mark flickers between words. */
const LINGER_SECONDS = 0.35;

export interface Position {
  /** Index of the word, or -1 in a pause. */
  word: number;
  /** Index of the sentence, or -1 before the first. */
  sentence: number;
}

/** The last word that has begun at `seconds`, or -1; binary search, as it is asked every frame. */
function begun(layout: PageLayout, seconds: number): number {
  let low = 0;
  let high = layout.words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((layout.words[middle]?.start ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function positionAt(layout: PageLayout, seconds: number): Position {
  const index = begun(layout, seconds);
  const word = layout.words[index];
  if (!word) return { word: -1, sentence: -1 };
  return { word: seconds < word.end + LINGER_SECONDS ? index : -1, sentence: word.sentence };
}

/** Where to take up a page left at `seconds`: the head of the sentence that was being read 3 s before. */
export function resumePoint(layout: PageLayout, seconds: number): number {
  const before = Math.max(0, seconds - 3);
  const sentence = layout.sentences[positionAt(layout, before).sentence];
  return sentence ? Math.min(before, sentence.start) : 0;
}
