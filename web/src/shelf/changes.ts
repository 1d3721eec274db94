/** What a parent does to a book on the shelf: shown at once, put back if the house says no. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answered, server } from "@/lib/server";
import { changeCards } from "@/shelf/cached-cards";
import type { Card } from "@/shelf/card";

const shelves = { queryKey: ["stories"] };

function byId(id: string) {
  return { params: { path: { id } } };
}

export function useFavourite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, favourite }: Pick<Card, "id" | "favourite">) =>
      answered(server.PATCH("/api/stories/{id}", { ...byId(id), body: { favourite } })),
    onMutate: ({ id, favourite }) => changeCards(client, id, (card) => ({ ...card, favourite })),
    onError: (_error, _asked, putBack) => putBack?.(),
    onSettled: (_data, _error, { id }) => {
      void client.invalidateQueries({ queryKey: ["stories", { shelf: "favourites" }] });
      void client.invalidateQueries({ queryKey: ["story", id] });
    },
  });
}

export function useTrash() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answered(server.DELETE("/api/stories/{id}", byId(id))),
    onMutate: (id) => changeCards(client, id, () => null),
    onError: (_error, _id, putBack) => putBack?.(),
    onSettled: () => client.invalidateQueries(shelves),
  });
}

export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answered(server.POST("/api/stories/{id}/restore", byId(id))),
    onSettled: () => client.invalidateQueries(shelves),
  });
}

/** Destroy a book for good. It leaves the trash only once the house has done it. */
export function useDestroy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answered(server.DELETE("/api/stories/{id}", { params: { path: { id }, query: { forever: true } } })),
    onSettled: () => client.invalidateQueries(shelves),
  });
}
