import { minutes } from "@/lib/time";
import type { TFunction } from "@/lib/words";
import { type Card, heardPart } from "@/shelf/card";

type ShelfWords = TFunction;

/** What is to be known about the book now, in words; null where the cover says it all. */
export function stateOf(card: Card, t: ShelfWords): string | null {
  switch (card.state) {
    case "writing":
      return t("state.writing");
    case "making":
      return t("state.making", { done: Math.min(card.painted, card.narrated), pages: card.pages });
    case "failed":
      return t("state.failed");
    case "cancelled":
      return t("state.cancelled");
    case "ready":
      if (card.approved_at === null) return t("state.waiting");
      if (card.heard?.finished) return t("state.heard");
      return card.heard ? pageOf(card, t) : null;
  }
}

/** "Page 3 of 6": where a book that was begun goes on. */
export function pageOf({ heard, pages }: Card, t: ShelfWords): string {
  return t("state.page", { page: heard?.page ?? 1, pages });
}

/** "about 4 min left", for a book that was begun. */
export function leftOf(card: Card, t: ShelfWords, language: string): string {
  const seconds = card.listening_seconds * (1 - heardPart(card));
  return t("left", { time: minutes(seconds, language) });
}

/** The title, or what stands in its place until the story is written. */
export function titleOf(card: Card): string {
  return card.title || card.idea;
}
