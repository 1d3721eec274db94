/** Words a parent has changed and not saved yet. They outlast a reload, an error and a lost connection. */
import { useCallback, useState } from "react";
import type { Book } from "@/stories/wire";

/** The unsaved words under `name`, or null where there are none. */
export function useKeptWords(name: string) {
  const address = addressOf(name);
  const [words, setWords] = useState(() => read(address));

  const keep = useCallback(
    (next: string | null) => {
      setWords(next);
      try {
        if (next === null) localStorage.removeItem(address);
        else localStorage.setItem(address, next);
      } catch {
        // Storage is full or forbidden: the words hold until the page is left.
      }
    },
    [address],
  );

  return [words, keep] as const;
}

/** The first page of a book whose changed words are not saved yet. */
export function firstUnsavedPage(book: Book): number | undefined {
  return book.scenes.find(({ number, text }) => {
    const kept = read(addressOf(`${book.id}.${number}`));
    return kept !== null && kept !== text;
  })?.number;
}

function addressOf(name: string): string {
  return `sandman.words.${name}`;
}

function read(address: string): string | null {
  try {
    return localStorage.getItem(address);
  } catch {
    // Storage is forbidden: nothing was kept.
    return null;
  }
}
