/** What the reading engine needs to know of a page. Times are seconds from the start of the page's sound. */

export interface SpokenWord {
  text: string;
  start: number;
  end: number;
}

/** One word as shown and as read; `reading` is kana (Japanese only). */
export interface Token {
  shown: string;
  reading?: string;
}

export interface PageSound {
  src: string;
  seconds: number;
  words: readonly SpokenWord[];
}

export interface ReaderPage {
  /** Counted from 1, as printed on the page. */
  number: number;
  text: string;
  language: string;
  /** Null while the voice is still to come, or for good in a book made without one. */
  sound: PageSound | null;
  tokens: readonly Token[];
}

/** A place in a book: the page's index from 0, and seconds into its sound. */
export interface Place {
  page: number;
  seconds: number;
}

/** How a book is read: turns itself, stops at each page, read by the family, or heard in the dark. */
export type Mode = "auto" | "read" | "self" | "listen";
