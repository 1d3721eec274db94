import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { BookCard, type CardTools } from "@/shelf/book-card";
import type { Card } from "@/shelf/card";
import { GRID } from "@/shelf/grid";

interface GridRowProps {
  cards: Card[];
  tools: CardTools;
  /** One of the rows the shelf opens with: there from the start, covers fetched at once. */
  first: boolean;
}

/** About how high a row is before any was measured, in pixels. */
const ROW_HEIGHT = 240;
/** Cards drawn ahead are not laid out and painted until they are seen; a ring or shadow may still reach beyond the row. */
const UNSEEN = "[content-visibility:auto] [overflow-clip-margin:1.5rem]";
/** How high rows were when last drawn, by their books: a shelf one comes back to is as high as it was left. */
const heights = new Map<string, number>();
/** Rows are drawn this far before they are scrolled to, in pixels. */
const AHEAD = 1_500;

/** A row of the grid: cards while it is near the window, else an empty place exactly as high. */
export function GridRow({ cards, tools, first }: GridRowProps) {
  const [near, setNear] = useState(first);
  const books = cards.map(({ id }) => id).join(" ");
  const height = heights.get(books) ?? ROW_HEIGHT;
  const place = useRef<HTMLDivElement>(null);

  // Before its cards leave with the shelf.
  const measure = useCallback(() => {
    if (place.current?.childElementCount) heights.set(books, place.current.offsetHeight);
  }, [books]);
  useLayoutEffect(() => measure, [measure]);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    return whenNear(element, (isNear, measured) => {
      // Whoever goes by keyboard must not lose the place.
      if (!isNear && element.contains(document.activeElement)) return;
      if (!isNear && element.childElementCount) heights.set(books, measured);
      // Drawn between frames, so that scrolling goes on.
      startTransition(() => setNear(isNear));
    });
  }, [books]);

  // A grid of its own, and not a row of one great grid, so that drawing it lays out no other.
  return (
    <div
      ref={place}
      role="none"
      className={`${GRID} ${UNSEEN}`}
      style={near ? { containIntrinsicHeight: `auto ${height}px` } : { height }}
    >
      {near &&
        cards.map((card) => (
          // biome-ignore lint/a11y/useSemanticElements: an item of the list above, with its row in between
          <div key={card.id} role="listitem" className="min-w-0">
            <BookCard card={card} tools={tools} eager={first} />
          </div>
        ))}
    </div>
  );
}

/** Told with the element's height in pixels, so that no one has to measure it while scrolling. */
type TellNear = (near: boolean, height: number) => void;

const watchers = new WeakMap<Element, TellNear>();
let watch: IntersectionObserver | null = null;

/** Calls `tell` when the element comes near the window or leaves again. Returns the way to stop. */
function whenNear(element: Element, tell: TellNear): () => void {
  watch ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        watchers.get(target)?.(isIntersecting, boundingClientRect.height);
      }
    },
    { rootMargin: `${AHEAD}px 0px` },
  );
  const watching = watch;
  watchers.set(element, tell);
  watching.observe(element);
  return () => watching.unobserve(element);
}
