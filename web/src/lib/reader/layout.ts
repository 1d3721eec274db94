/** A page's text cut into sentences and words, each word with its time and its place on the page. */

import { furigana, type Ruby } from "./furigana";
import type { ReaderPage, SpokenWord } from "./page";
import { type Span, sentencesOf } from "./sentences";

export interface PlacedWord extends Span {
  /** Seconds from the start of the page's sound; both 0 on a page without sound. */
  start: number;
  end: number;
  /** Index of the sentence it stands in. */
  sentence: number;
  ruby: readonly Ruby[];
}

export interface PlacedSentence extends Span {
  /** The words it holds: from `first` up to, not including, `after`. */
  first: number;
  after: number;
  start: number;
  end: number;
}

export interface PageLayout {
  text: string;
  words: readonly PlacedWord[];
  sentences: readonly PlacedSentence[];
}

/** Lay out a page. Words that are not in the text are left out: what is shown is always the text itself. */
export function layOut(page: Pick<ReaderPage, "text" | "language" | "sound" | "tokens">): PageLayout {
  const spans = sentencesOf(page.text, page.language);
  const readings = rubyByPlace(page);
  const words: PlacedWord[] = [];
  for (const { from, to, start, end } of placed(page.text, page.sound?.words ?? plainWords(page))) {
    const sentence = Math.max(
      0,
      spans.findLastIndex((span) => span.from <= from),
    );
    words.push({ from, to, start, end, sentence, ruby: rubyWithin(page.text, from, to, readings) });
  }
  const sentences = spans.map((span, index) => {
    const first = words.findIndex((word) => word.sentence === index);
    const after = words.findLastIndex((word) => word.sentence === index) + 1;
    const none = first < 0;
    return {
      ...span,
      first: none ? 0 : first,
      after: none ? 0 : after,
      start: words[first]?.start ?? 0,
      end: words[after - 1]?.end ?? 0,
    };
  });
  return { text: page.text, words, sentences };
}

/** The words of a page nobody reads aloud: they can still be pointed at, and Japanese keeps its furigana. */
function plainWords(page: Pick<ReaderPage, "text" | "language" | "tokens">): SpokenWord[] {
  if (page.tokens.length > 0) return page.tokens.map(({ shown }) => ({ text: shown, start: 0, end: 0 }));
  return (page.text.match(/\S+/gu) ?? []).map((text) => ({ text, start: 0, end: 0 }));
}

function placed(text: string, words: readonly SpokenWord[]) {
  const found: (Span & { start: number; end: number })[] = [];
  let at = 0;
  for (const word of words) {
    const from = text.indexOf(word.text, at);
    if (from < 0 || word.text === "") continue;
    at = from + word.text.length;
    found.push({ from, to: at, start: word.start, end: word.end });
  }
  return found;
}

interface PlacedRuby extends Span {
  reading: string;
}

function rubyByPlace(page: Pick<ReaderPage, "text" | "tokens">): PlacedRuby[] {
  const found: PlacedRuby[] = [];
  let at = 0;
  for (const token of page.tokens) {
    const from = page.text.indexOf(token.shown, at);
    if (from < 0 || token.shown === "") continue;
    at = from;
    for (const { base, reading } of furigana(token.shown, token.reading ?? "")) {
      if (reading !== "") found.push({ from: at, to: at + base.length, reading });
      at += base.length;
    }
  }
  return found;
}

/** The stretch of text as base and reading, in order; a reading that leaves the stretch is dropped. */
function rubyWithin(text: string, from: number, to: number, readings: readonly PlacedRuby[]): Ruby[] {
  const ruby: Ruby[] = [];
  let at = from;
  for (const { from: start, to: end, reading } of readings) {
    if (start < at || end > to) continue;
    if (start > at) ruby.push({ base: text.slice(at, start), reading: "" });
    ruby.push({ base: text.slice(start, end), reading });
    at = end;
  }
  if (at < to) ruby.push({ base: text.slice(at, to), reading: "" });
  return ruby;
}
