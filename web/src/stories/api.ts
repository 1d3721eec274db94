/** What the stories ask of the house: queries by the keys everyone shares, and wishes. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Part } from "@/lib/events";
import { answered, server } from "@/lib/server";
import type { Book, Changes, Language, StoryRequest, Wish } from "@/stories/wire";

const AN_HOUR_MS = 3_600_000;
/** A bedtime pace: a tenth slower than speech. */
const TRIED_AT = 0.9;

export const storyQuery = (id: string) =>
  queryOptions({
    queryKey: ["story", id],
    queryFn: ({ signal }) => answered(server.GET("/api/stories/{id}", { params: { path: { id } }, signal })),
  });

export const worldQuery = (language: string) =>
  queryOptions({
    queryKey: ["world", language],
    queryFn: () =>
      answered(server.GET("/api/world", { params: { query: { language: language as Language } } })),
    staleTime: AN_HOUR_MS,
  });

export const heroesQuery = (language: string) =>
  queryOptions({
    queryKey: ["heroes", language],
    queryFn: () =>
      answered(server.GET("/api/heroes", { params: { query: { language: language as Language } } })),
    staleTime: AN_HOUR_MS,
  });

export const voicesQuery = (language: Language) =>
  queryOptions({
    queryKey: ["voices", language],
    queryFn: () => answered(server.GET("/api/voices", { params: { query: { language } } })),
    staleTime: AN_HOUR_MS,
  });

export const childrenQuery = queryOptions({
  queryKey: ["children"],
  queryFn: () => answered(server.GET("/api/children")),
});

/** The entry is shared with the household's. */
export const enginesQuery = queryOptions({
  queryKey: ["engines"],
  queryFn: ({ signal }) => answered(server.GET("/api/engines", { signal })),
});

export const stylesQuery = queryOptions({
  queryKey: ["styles"],
  queryFn: () => answered(server.GET("/api/styles")),
});

/** What would be read in an idea; names come in the interface's language. */
export const understandQuery = (
  asked: { idea: string; language: Language; child: string; age: number },
  names: string,
) =>
  queryOptions({
    queryKey: ["understand", asked, names],
    queryFn: ({ signal }) =>
      answered(
        server.POST("/api/understand", {
          params: { query: { names: names as Language } },
          body: asked,
          signal,
        }),
      ),
    enabled: asked.idea !== "",
    placeholderData: keepPreviousData,
    staleTime: AN_HOUR_MS,
  });

/** Ask for a story. The key makes a double click, or another try after a lost answer, one story. */
export function beginStory({ request, key }: { request: StoryRequest; key: string }) {
  return answered(
    server.POST("/api/stories", { body: request, params: { header: { "idempotency-key": key } } }),
  );
}

export const changeStory = (asked: { id: string; changes: Changes }) =>
  answered(server.PATCH("/api/stories/{id}", { params: { path: { id: asked.id } }, body: asked.changes }));

export const cancelStory = (id: string) =>
  answered(server.POST("/api/stories/{id}/cancel", { params: { path: { id } } }));

export const resumeStory = (id: string) =>
  answered(server.POST("/api/stories/{id}/resume", { params: { path: { id } } }));

export const trashStory = (id: string) =>
  answered(server.DELETE("/api/stories/{id}", { params: { path: { id } } }));

export const restoreStory = (id: string) =>
  answered(server.POST("/api/stories/{id}/restore", { params: { path: { id } } }));

/** Make one part of a page again; the book's log tells when it is done. */
export const redoPart = (asked: { id: string; page: number; part: Part; wish: Wish }) =>
  answered(
    server.POST("/api/stories/{id}/scenes/{number}/{part}", {
      params: { path: { id: asked.id, number: asked.page, part: asked.part } },
      body: asked.wish,
    }),
  );

/** A line read aloud, as a sound to be played. */
export const readAloud = (line: { text: string; language: Language; voice: string | null }) =>
  answered(server.POST("/api/narrate", { body: { ...line, speed: TRIED_AT }, parseAs: "blob" }));

/** A change whose answer is the whole book: the book is remembered, and the shelf read anew. */
export function useBookChange<Asked>(change: (asked: Asked) => Promise<Book>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (book) => {
      cache.setQueryData(storyQuery(book.id).queryKey, book);
      void cache.invalidateQueries({ queryKey: ["stories"] });
    },
  });
}
