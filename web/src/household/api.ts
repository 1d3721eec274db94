/** What the household screen asks of the house. */

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { components } from "@/client/schema";
import type { Language } from "@/household/languages";
import { answered, server } from "@/lib/server";

type Schemas = components["schemas"];

export type Engine = Schemas["EngineHere"];
export type EnginesHere = Schemas["EnginesHere"];
export type Tried = Schemas["Tried"];
type Changes = Schemas["EngineChanges"];
/** A service whose settings can be changed, and one that takes a key. */
type ServiceId = "mistral" | "openai" | "ollama" | "elevenlabs" | "gemini";
type KeyedId = Exclude<ServiceId, "ollama">;

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

const keep = ({ id, key }: { id: string; key: string }) =>
  answered(server.PUT("/api/engines/{id}/key", { params: { path: { id: id as KeyedId } }, body: { key } }));

const remove = (id: string) =>
  answered(server.DELETE("/api/engines/{id}/key", { params: { path: { id: id as KeyedId } } }));

const choose = ({ id, changes }: { id: string; changes: Changes }) =>
  answered(server.PATCH("/api/engines/{id}", { params: { path: { id: id as ServiceId } }, body: changes }));

const test = (id: string) =>
  answered(server.POST("/api/engines/{id}/test", { params: { path: { id: id as ServiceId } } }));

export const useKeepKey = () => useEngineChange(keep);
export const useRemoveKey = () => useEngineChange(remove);
export const useChooseEngine = () => useEngineChange(choose);
/** A test clears a fault or notes one: how the engine stands is read anew after it, too. */
export const useTestEngine = () => useEngineChange(test);

/** A change to an engine; it is done when what the house says of its engines has been read anew. */
function useEngineChange<Asked, Answer>(change: (asked: Asked) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      // Another engine brings other voices, and somebody to talk with.
      for (const told of ["voices", "team"]) void cache.invalidateQueries({ queryKey: [told] });
      return cache.invalidateQueries({ queryKey: engines().queryKey });
    },
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
