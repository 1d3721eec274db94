/** The book as the Player reads it: asked of the house, or taken from the copy on this device. */

import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/client/schema";
import { offlineBook } from "@/lib/offline/downloads";
import type { ReaderPage } from "@/lib/reader/page";
import { address, answered, ServerGone, server } from "@/lib/server";

export type Book = components["schemas"]["BookDocument"];
export type Scene = components["schemas"]["SceneDocument"];

/** How often a book that is still being made is asked for again, milliseconds. */
const LOOK_AGAIN = 2_000;

export function storyQuery(id: string) {
  return queryOptions({
    queryKey: ["story", id],
    queryFn: async ({ signal }) => {
      try {
        return await answered(server.GET("/api/stories/{id}", { params: { path: { id } }, signal }));
      } catch (fault) {
        const kept = fault instanceof ServerGone ? await offlineBook(id) : null;
        // A kept document is the house's own, byte for byte.
        if (kept) return kept as unknown as Book;
        throw fault;
      }
    },
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data) ? LOOK_AGAIN : false),
  });
}

export function isUnfinished({ state }: Book): boolean {
  return state === "writing" || state === "making";
}

/** The book with a bare page for each that is still to be written, so that one can begin before its end is there. */
export function withPagesToCome(book: Book): Book {
  const there = book.scenes.length;
  const whole = book.request.scenes ?? there;
  if (book.state !== "writing" || there === 0 || there >= whole) return book;
  const toCome = Array.from({ length: whole - there }, (_, i) => bare(there + i + 1));
  return { ...book, scenes: [...book.scenes, ...toCome] };
}

function bare(number: number): Scene {
  return {
    number,
    title: "",
    text: "",
    mood: "tender",
    illustration_prompt: "",
    alt: "",
    staging: null,
    tokens: [],
    picture: null,
    narration: null,
    made_by: {},
    verdicts: [],
  };
}

export function pagesOf(book: Book): ReaderPage[] {
  return book.scenes.map(({ number, text, narration, tokens }) => ({
    number,
    text,
    language: book.language,
    tokens,
    sound: narration && {
      src: address(narration.path),
      seconds: narration.seconds,
      words: narration.words,
    },
  }));
}

export function listeningSeconds(book: Book): number {
  return book.scenes.reduce((sum, { narration }) => sum + (narration?.seconds ?? 0), 0);
}

/** By sentence for those who do not read yet, by word from six, unless the family chose. */
export function highlightOf(choice: "auto" | "sentence" | "word" | "off", age: number) {
  if (choice !== "auto") return choice;
  return age < 6 ? "sentence" : "word";
}
