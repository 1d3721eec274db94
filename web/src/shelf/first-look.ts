import type { QueryClient } from "@tanstack/react-query";
import { children, matching, newest, shelfRow } from "@/shelf/api";
import { isNarrowed, readFilters } from "@/shelf/filters";

/** Asks for what the shelf will show, before React is there to draw it. `search` is the query of its address. */
export function askForShelf(client: QueryClient, search: string): void {
  const filters = readFilters(new URLSearchParams(search));
  if (!isNarrowed(filters)) {
    void client.prefetchQuery(shelfRow("continue"));
    void client.prefetchQuery(shelfRow("waiting"));
    void client.prefetchQuery(shelfRow("favourites"));
  }
  void client.prefetchInfiniteQuery(matching(filters));
  void client.prefetchQuery(newest());
  void client.prefetchQuery(children());
}
