/** About how many minutes a story is read aloud, by the child's age and the length asked for. */
import type { Length } from "@/stories/draft";

/** Children who can follow the same sentences. */
export type Band = "young" | "middle" | "older";

export function band(age: number): Band {
  if (age <= 4) return "young";
  return age <= 7 ? "middle" : "older";
}

export const MINUTES: Record<Band, Record<Length, number>> = {
  young: { short: 1, usual: 2, long: 3 },
  middle: { short: 3, usual: 4, long: 6 },
  older: { short: 4, usual: 5, long: 8 },
};
