import { BookCard, type CardTools } from "@/shelf/book-card";
import type { Card } from "@/shelf/card";
import { ComingCards } from "@/shelf/coming-cards";

interface BookGridProps {
  cards: Card[];
  tools: CardTools;
  /** More are being fetched: shown as empty covers. */
  coming?: boolean;
}

const GRID = "grid grid-cols-2 gap-x-4 gap-y-7 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5";
const EAGER = 6;

/**
 * Covers in rows. What is out of sight is neither laid out nor painted (`content-visibility`), so a thousand
 * books scroll as smoothly as ten and the browser's own search still finds them all.
 */
export function BookGrid({ cards, tools, coming = false }: BookGridProps) {
  return (
    <ul aria-busy={coming} className={GRID}>
      {cards.map((card, index) => (
        <li key={card.id} className="min-w-0 [contain-intrinsic-size:auto_17rem] [content-visibility:auto]">
          <BookCard card={card} tools={tools} eager={index < EAGER} />
        </li>
      ))}
      {coming && <ComingCards />}
    </ul>
  );
}
