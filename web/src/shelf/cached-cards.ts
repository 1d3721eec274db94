/** Cards lie in the query cache many times over: in rows, in the grid, in results. These change all of them at once. */

import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ShelfPage } from "@/shelf/api";
import type { Card } from "@/shelf/card";

type Cached = ShelfPage | InfiniteData<ShelfPage>;

/** Put every shelf in the cache back to how it was. */
export type PutBack = () => void;

/** Show a change before the house has agreed to it; `change` returns null for a card that leaves the shelf. */
export async function changeCards(
  client: QueryClient,
  id: string,
  change: (card: Card) => Card | null,
): Promise<PutBack> {
  const shelves = { queryKey: ["stories"] };
  // An answer that is on its way knows nothing of the change, and would undo it.
  await client.cancelQueries(shelves);
  const before = client.getQueriesData<Cached>(shelves);
  client.setQueriesData<Cached>(shelves, (cached) => {
    if (!cached) return cached;
    if (!("pages" in cached)) return changed(cached, id, change);
    return { ...cached, pages: cached.pages.map((page) => changed(page, id, change)) };
  });
  return () => {
    for (const [key, cached] of before) client.setQueryData(key, cached);
  };
}

function changed(page: ShelfPage, id: string, change: (card: Card) => Card | null): ShelfPage {
  if (!page.stories.some((card) => card.id === id)) return page;
  const stories = page.stories
    .map((card) => (card.id === id ? change(card) : card))
    .filter((card) => card !== null);
  return { ...page, stories };
}
