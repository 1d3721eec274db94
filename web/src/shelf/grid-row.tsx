import { startTransition, useEffect, useRef, useState } from "react";
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
/** Rows are drawn this far before they are scrolled to, in pixels. */
const AHEAD = 1_500;

/** A row of the grid: cards while it is near the window, else an empty place exactly as high. */
export function GridRow({ cards, tools, first }: GridRowProps) {
  const [near, setNear] = useState(first);
  const height = useRef(ROW_HEIGHT);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    return whenNear(element, (isNear) => {
      // Whoever goes by keyboard must not lose the place.
      if (!isNear && element.contains(document.activeElement)) return;
      if (!isNear) height.current = element.offsetHeight;
      // Drawn between frames, so that scrolling goes on.
      startTransition(() => setNear(isNear));
    });
  }, []);

  // A grid of its own, and not a row of one great grid, so that drawing it lays out no other.
  return (
    <div ref={place} role="none" className={GRID} style={near ? undefined : { height: height.current }}>
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

const watchers = new WeakMap<Element, (near: boolean) => void>();
let watch: IntersectionObserver | null = null;

/** Calls `tell` when the element comes near the window or leaves again. Returns the way to stop. */
function whenNear(element: Element, tell: (near: boolean) => void): () => void {
  watch ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watchers.get(target)?.(isIntersecting);
    },
    { rootMargin: `${AHEAD}px 0px` },
  );
  const watching = watch;
  watchers.set(element, tell);
  watching.observe(element);
  return () => watching.unobserve(element);
}
