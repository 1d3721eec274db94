/** How long the reader breathes between two pages. */

/** Milliseconds of quiet after page `page` (from 0) of `pages`: from 0.9 s at the start to 2.4 s before the last. */
export function breath(page: number, pages: number): number {
  const through = pages > 2 ? Math.min(1, page / (pages - 2)) : 1;
  return Math.round(900 + 1500 * through);
}

/** How long a page without a voice stays, seconds: a slow reader's 1.7 words a second, and time for the picture. */
export function readingSeconds(words: number): number {
  return 4 + words / 1.7;
}
