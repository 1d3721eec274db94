/** What the household screen asks of the house. */

import { queryOptions } from "@tanstack/react-query";
import type { Language } from "@/household/languages";
import { answered, server } from "@/lib/server";

export function voices(language: Language) {
  return queryOptions({
    queryKey: ["voices", language],
    queryFn: ({ signal }) => answered(server.GET("/api/voices", { params: { query: { language } }, signal })),
    // The cache holds the answer itself: other screens read the same entry.
    select: ({ voices }) => voices,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function engines() {
  return queryOptions({
    queryKey: ["engines"],
    queryFn: ({ signal }) => answered(server.GET("/api/engines", { signal })),
  });
}

export function health() {
  return queryOptions({
    queryKey: ["health"],
    queryFn: ({ signal }) => answered(server.GET("/api/health", { signal })),
  });
}

/** One sentence in one voice, as sound. */
export async function readAloud(
  said: { text: string; language: Language; voice: string },
  signal: AbortSignal,
): Promise<Blob> {
  return answered(server.POST("/api/narrate", { body: { ...said, speed: 0.95 }, parseAs: "blob", signal }));
}
