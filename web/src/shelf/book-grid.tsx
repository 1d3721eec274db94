import type { CardTools } from "@/shelf/book-card";
import type { Card } from "@/shelf/card";
import { ComingCards } from "@/shelf/coming-cards";
import { GridRow } from "@/shelf/grid-row";
import { useColumns } from "@/shelf/use-columns";

interface BookGridProps {
  cards: Card[];
  tools: CardTools;
  /** More are being fetched: shown as empty covers. */
  coming?: boolean;
}

/** As many as a window may show before anything is scrolled. */
const FIRST_CARDS = 4;

/** Covers in rows. Rows far away are only the space they take, so a thousand books scroll as smoothly as ten. */
export function BookGrid({ cards, tools, coming = false }: BookGridProps) {
  const columns = useColumns();
  const starts = Array.from({ length: Math.ceil(cards.length / columns) }, (_, index) => index * columns);
  return (
    // biome-ignore lint/a11y/useSemanticElements: between a <ul> and its items no row may stand
    <div role="list" aria-busy={coming} className="space-y-7">
      {starts.map((start) => (
        <GridRow
          key={`${columns} ${start}`}
          cards={cards.slice(start, start + columns)}
          tools={tools}
          first={start < FIRST_CARDS}
        />
      ))}
      {coming && <ComingCards columns={columns} />}
    </div>
  );
}
