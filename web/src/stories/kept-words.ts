/** Words a parent has changed and not saved yet. They outlast a reload, an error and a lost connection. */
import { useCallback, useState } from "react";

/** The unsaved words under `name`, or null where there are none. */
export function useKeptWords(name: string) {
  const address = `sandman.words.${name}`;
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

function read(address: string): string | null {
  try {
    return localStorage.getItem(address);
  } catch {
    // Storage is forbidden: nothing was kept.
    return null;
  }
}
