import { memo, useEffect, useLayoutEffect, useRef } from "react";
import type { PageLayout, PlacedWord } from "@/lib/reader/layout";

type Highlight = "sentence" | "word" | "off";

type PageTextProps = {
  layout: PageLayout;
  language: string;
  /** Kana over the kanji. */
  ruby: boolean;
  highlight: Highlight;
  word: number;
  sentence: number;
  onWord: (word: number) => void;
};

/** The words of a page. The one being read is marked by ground and line; a tap on any of them reads from there. */
export function PageText({ layout, language, ruby, highlight, word, sentence, onWord }: PageTextProps) {
  const panel = useRef<HTMLDivElement>(null);
  useFitting(panel, layout);
  useTapped(panel, onWord);
  useFollowing(panel, sentence);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page too long for its panel is scrolled from the keyboard, too
    <div ref={panel} className="player-words" lang={language} tabIndex={0}>
      <p>
        {layout.sentences.map((span, index) => (
          <Sentence
            key={span.from}
            layout={layout}
            index={index}
            ruby={ruby}
            now={highlight === "sentence" && index === sentence}
            word={highlight === "word" && layout.words[word]?.sentence === index ? word : -1}
          />
        ))}
      </p>
    </div>
  );
}

type SentenceProps = { layout: PageLayout; index: number; ruby: boolean; now: boolean; word: number };

const Sentence = memo(function Sentence({ layout, index, ruby, now, word }: SentenceProps) {
  const span = layout.sentences[index];
  if (!span) return null;
  const { text } = layout;
  const before = layout.sentences[index - 1]?.to ?? 0;
  const parts = [];
  let at = span.from;
  for (let number = span.first; number < span.after; number++) {
    const placed = layout.words[number] as PlacedWord;
    if (placed.from > at) parts.push(text.slice(at, placed.from));
    parts.push(
      <span key={number} className="player-word" data-word={number} data-now={number === word || undefined}>
        {ruby ? <Furigana word={placed} /> : text.slice(placed.from, placed.to)}
      </span>,
    );
    at = placed.to;
  }
  parts.push(text.slice(at, span.to));
  return (
    <>
      {text.slice(before, span.from)}
      <span className="player-sentence" data-sentence={index} data-now={now || undefined}>
        {parts}
      </span>
    </>
  );
});

function Furigana({ word }: { word: PlacedWord }) {
  return word.ruby.map(({ base, reading }, index) =>
    reading === "" ? (
      base
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a word never change places
      <ruby key={index}>
        {base}
        <rt>{reading}</rt>
      </ruby>
    ),
  );
}

const SIZES = [1.25, 1.16, 1.08, 1, 0.94, 0.88, 0.82, 0.76];

/** The largest letters that still fit; where the smallest do not, the panel scrolls. */
function useFitting(panel: React.RefObject<HTMLDivElement | null>, layout: PageLayout) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text fits differently
  useLayoutEffect(() => {
    const box = panel.current;
    if (!box) return;
    const settle = () => {
      for (const size of SIZES) {
        box.style.setProperty("--fit", String(size));
        if (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) return;
      }
    };
    settle();
    const watch = new ResizeObserver(settle);
    watch.observe(box);
    document.fonts?.ready.then(settle);
    return () => watch.disconnect();
  }, [panel, layout]);
}

/**
 * Taps on words are heard by the panel: eighty buttons a page would bury everything else for those who go by
 * keyboard or by ear, who have the arrow keys for going from sentence to sentence.
 */
function useTapped(panel: React.RefObject<HTMLDivElement | null>, onWord: (word: number) => void) {
  useEffect(() => {
    const box = panel.current;
    const tapped = (event: MouseEvent) => {
      const word = (event.target as Element).closest<HTMLElement>("[data-word]");
      if (word) onWord(Number(word.dataset.word));
    };
    box?.addEventListener("click", tapped);
    return () => box?.removeEventListener("click", tapped);
  }, [panel, onWord]);
}

/** How long the panel stays where a hand has scrolled it, milliseconds. */
const BY_HAND = 4_000;

/** A text longer than its panel follows the sentence being read. */
function useFollowing(panel: React.RefObject<HTMLDivElement | null>, sentence: number) {
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const box = panel.current;
    const touched = () => {
      touchedAt.current = performance.now();
    };
    box?.addEventListener("wheel", touched, { passive: true });
    box?.addEventListener("touchmove", touched, { passive: true });
    return () => {
      box?.removeEventListener("wheel", touched);
      box?.removeEventListener("touchmove", touched);
    };
  }, [panel]);

  useEffect(() => {
    const box = panel.current;
    if (!box || box.scrollHeight <= box.clientHeight) return;
    if (performance.now() - touchedAt.current < BY_HAND) return;
    const line = box.querySelector<HTMLElement>(`[data-sentence="${sentence}"]`);
    if (!line) return;
    // From the panel's own top: it is what its lines are placed in.
    const place = line.offsetTop;
    const seen = place >= box.scrollTop && place + line.offsetHeight <= box.scrollTop + box.clientHeight;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!seen) box.scrollTo({ top: place - box.clientHeight * 0.2, behavior: still ? "auto" : "smooth" });
  }, [panel, sentence]);
}
