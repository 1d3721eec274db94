/** Where a text's sentences begin and end. */

export interface Span {
  /** Index of the first character. */
  from: number;
  /** Index after the last character, the space behind the sentence left out. */
  to: number;
}

/** What may follow the mark that ends a Japanese sentence and still belongs to it. */
const CLOSING = /^[」』）】〉》”’»›)\]。、！？…\s]+/u;

/** Japanese ends at 。！？ outside a quotation: 「あ！」といいました is one sentence, which the segmenter would break. */
function japanese(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if ("「『（".includes(letter)) depth++;
    else if ("」』）".includes(letter)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !"。！？!?".includes(letter)) continue;
    const closing = CLOSING.exec(text.slice(at + 1));
    const to = at + 1 + (closing?.[0].length ?? 0);
    spans.push({ from, to });
    from = to;
    at = to - 1;
  }
  if (from < text.length) spans.push({ from, to: text.length });
  return spans;
}

/** What stands at the head of a sentence but closes the one before: `» `, `” `. */
const CLOSED_BEFORE = /^\s*[»”’›)\]]+\s*/u;

/** The segmenter's sentences, with closing marks and “…?” asked Mira. left where they belong. */
function segmented(text: string, language: string): Span[] {
  const spans: Span[] = [];
  for (const { index, segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    const closing = spans.length > 0 ? (CLOSED_BEFORE.exec(segment)?.[0].length ?? 0) : 0;
    const last = spans.at(-1);
    const rest = segment.slice(closing);
    if (last) last.to += closing;
    if (last && (rest === "" || /^\p{Ll}/u.test(rest))) last.to = index + segment.length;
    else spans.push({ from: index + closing, to: index + segment.length });
  }
  return spans;
}

function trimmed(text: string, span: Span): Span {
  const piece = text.slice(span.from, span.to);
  const from = span.from + (piece.length - piece.trimStart().length);
  return { from, to: from + piece.trim().length };
}

/** The sentences of `text` in order; an empty text has none. */
export function sentencesOf(text: string, language: string): Span[] {
  const spans = language === "ja" ? japanese(text) : segmented(text, language);
  return spans.map((span) => trimmed(text, span)).filter((span) => span.to > span.from);
}
