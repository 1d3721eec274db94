/** What the shelf asks of the house, and how its answers lie in the query cache. */

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components, paths } from "@/client/schema";
import { answered, server } from "@/lib/server";
import { isUnfinished } from "@/shelf/card";
import type { Filters } from "@/shelf/filters";

type ShelfQuery = NonNullable<paths["/api/stories"]["get"]["parameters"]["query"]>;
export type ShelfPage = components["schemas"]["Shelf"];

/** Enough for a wide screen and a little beyond; the rest comes in larger pages while one scrolls. */
const FIRST_PAGE = 20;
const NEXT_PAGES = 40;
const ROW = 12;
const LOOK_AGAIN_MS = 3_000;
/** So long the shelf is remembered while a story is read, so that one comes back to it as it was left. */
const AN_EVENING_MS = 3 * 3_600_000;

async function shelfPage(query: ShelfQuery, signal: AbortSignal): Promise<ShelfPage> {
  return answered(server.GET("/api/stories", { params: { query }, signal }));
}

/** The first books of one shelf, for a row. */
export function shelfRow(shelf: "continue" | "favourites" | "waiting") {
  const query: ShelfQuery = { shelf, limit: ROW };
  return queryOptions({
    queryKey: ["stories", query],
    queryFn: ({ signal }) => shelfPage(query, signal),
    gcTime: AN_EVENING_MS,
  });
}

/** The newest books, asked for again every few seconds while one of them is still being made. */
export function newest() {
  const query: ShelfQuery = { shelf: "all", limit: ROW };
  return queryOptions({
    queryKey: ["stories", query],
    queryFn: ({ signal }) => shelfPage(query, signal),
    gcTime: AN_EVENING_MS,
    refetchInterval: ({ state }) => (state.data?.stories.some(isUnfinished) ? LOOK_AGAIN_MS : false),
  });
}

/** All books that pass the filters, page after page. Length is left to `isShort`: the house does not sort by it. */
export function matching({ query, child, language, favourites }: Filters) {
  const asked: Omit<ShelfQuery, "limit" | "cursor"> = {
    shelf: favourites ? "favourites" : "all",
    ...(query && { query }),
    ...(child && { child }),
    ...(language && { language }),
  };
  return infiniteQueryOptions({
    queryKey: ["stories", { ...asked, paged: true }],
    queryFn: ({ signal, pageParam }) =>
      shelfPage(
        pageParam === null
          ? { ...asked, limit: FIRST_PAGE }
          : { ...asked, limit: NEXT_PAGES, cursor: pageParam },
        signal,
      ),
    gcTime: AN_EVENING_MS,
    initialPageParam: null as string | null,
    getNextPageParam: (last: ShelfPage) => last.cursor,
  });
}

export function trashed() {
  const asked = { shelf: "trash" } as const;
  return infiniteQueryOptions({
    queryKey: ["stories", asked],
    queryFn: ({ signal, pageParam }) =>
      shelfPage({ ...asked, limit: NEXT_PAGES, ...(pageParam !== null && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ShelfPage) => last.cursor,
  });
}

export function children() {
  return queryOptions({
    queryKey: ["children"],
    queryFn: ({ signal }) => answered(server.GET("/api/children", { signal })),
    // The cache holds the answer itself: other screens read the same entry.
    select: ({ children }) => children,
  });
}

/** One whole book; the same entry the Player and the review read. */
export function book(id: string) {
  return queryOptions({
    queryKey: ["story", id],
    queryFn: ({ signal }) => answered(server.GET("/api/stories/{id}", { params: { path: { id } }, signal })),
  });
}
