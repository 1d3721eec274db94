/** One polite voice for those who hear the page: `announce("Page 2 of 6")`. */
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

const Announce = createContext<(sentence: string) => void>(() => {});

export function useAnnounce(): (sentence: string) => void {
  return useContext(Announce);
}

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: "", turn: 0 });
  const announce = useCallback(
    (sentence: string) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })),
    [],
  );
  return (
    <Announce value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {/* A new element each time, so that the same sentence is said again. */}
        <p key={said.turn}>{said.sentence}</p>
      </div>
    </Announce>
  );
}
