/** A book as the shelf shows it, and what can be said of it. */

import type { components } from "@/client/schema";

export type Card = components["schemas"]["Card"];

/** "Short" on the shelf: a story for a late evening. */
export const SHORT_SECONDS = 8 * 60;

export function isUnfinished({ state }: Card): boolean {
  return state === "writing" || state === "making";
}

export function isShort({ listening_seconds }: Card): boolean {
  return listening_seconds > 0 && listening_seconds < SHORT_SECONDS;
}

/** How far the making has come, 0..1; null while the story is still being written. */
export function madePart({ pages, painted, narrated }: Card): number | null {
  return pages === 0 ? null : (painted + narrated) / (2 * pages);
}

/**
 * How far the book was heard, 0..1.
 *
 * A card knows the whole listening time, not each page's, so pages count as equally long: near enough for a
 * bar, while the Player resumes to the very sentence.
 */
export function heardPart({ heard, pages, listening_seconds }: Card): number {
  if (!heard || pages === 0) return 0;
  if (heard.finished) return 1;
  const pageSeconds = listening_seconds / pages;
  const intoPage = pageSeconds > 0 ? Math.min(1, heard.seconds / pageSeconds) : 0;
  return Math.min(1, (heard.page - 1 + intoPage) / pages);
}

/** Where a tap on the cover leads: to the making, to the parent's look through, or to the story. */
export function placeOf(card: Card): string {
  if (card.state !== "ready") return `/making/${card.id}`;
  return card.approved_at === null ? `/review/${card.id}` : `/read/${card.id}`;
}
