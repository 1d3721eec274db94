import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { matching } from "@/shelf/api";
import type { CardTools } from "@/shelf/book-card";
import { BookGrid } from "@/shelf/book-grid";
import { isShort } from "@/shelf/card";
import { type Filters, isNarrowed } from "@/shelf/filters";
import { NothingFound } from "@/shelf/nothing-found";
import { Button } from "@/ui/button";
import { Trouble } from "@/ui/trouble";

interface AllBooksProps {
  filters: Filters;
  tools: CardTools;
  onClear: () => void;
  /** Books shown already, further up. */
  except: ReadonlySet<string>;
}

/** Every book that passes the filters, newest first; more come as the end nears. */
export function AllBooks({ filters, tools, onClear, except }: AllBooksProps) {
  const { t } = tools;
  const narrowed = isNarrowed(filters);
  const books = useInfiniteQuery(matching(filters));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isError, error } = books;
  const [end, nearEnd] = useNear();

  const cards = useMemo(() => {
    const all = data?.pages.flatMap((page) => page.stories) ?? [];
    return all.filter((card) => !except.has(card.id) && (!filters.short || isShort(card)));
  }, [data, filters.short, except]);
  // Forty cards at once would hold up a scroll; deferred, React draws them between frames.
  const drawn = useDeferredValue(cards);

  const wantsMore = nearEnd && hasNextPage && !isFetchingNextPage && !isError && drawn === cards;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);

  if (isError && !data) {
    return <Trouble problem={error} onRetry={() => void books.refetch()} />;
  }
  if (data && cards.length === 0 && !hasNextPage) {
    return narrowed ? <NothingFound t={t} filters={filters} onClear={onClear} /> : null;
  }
  return (
    <section aria-label={t(narrowed ? "row.found" : "row.all")}>
      {!narrowed && <h2 className="mb-4 text-xl">{t("row.all")}</h2>}
      <BookGrid cards={drawn} tools={tools} coming={!data || isFetchingNextPage} />
      <div ref={end} className="h-px" />
      {isError && data && (
        <div className="mt-8 text-center">
          <Button onClick={() => void fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </section>
  );
}

/** Whether the element is on the screen or will soon be. */
function useNear() {
  const ref = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const seen = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: "1200px",
    });
    seen.observe(ref.current);
    return () => seen.disconnect();
  });
  return [ref, near] as const;
}
