import { useId } from "react";
import { BookCard, type CardTools } from "@/shelf/book-card";
import type { Card } from "@/shelf/card";
import { useGrowing } from "@/shelf/use-growing";

interface BookRowProps {
  title: string;
  cards: Card[];
  tools: CardTools;
  eager?: boolean;
  /** The heading says what there is to say of each book. */
  headingSays?: boolean;
}

/** About as many as a wide window shows of a row. */
const FIRST_CARDS = 5;

/** A row of covers under a heading, scrolled sideways where it is longer than the screen is wide. */
export function BookRow({ title, cards, tools, eager = false, headingSays = false }: BookRowProps) {
  const heading = useId();
  const drawn = useGrowing(cards, FIRST_CARDS);
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby={heading} className="mb-9">
      <h2 id={heading} className="mb-3 text-xl">
        {title}
      </h2>
      <ul className="-mx-4 flex snap-x scroll-px-4 gap-4 overflow-x-auto px-4 pt-1 pb-2 [scrollbar-width:thin] sm:-mx-8 sm:scroll-px-8 sm:px-8">
        {drawn.map((card) => (
          <li key={card.id} className="w-40 shrink-0 snap-start sm:w-48">
            <BookCard card={card} tools={tools} eager={eager} {...(headingSays && { said: "" })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
