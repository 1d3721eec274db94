import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 300;

interface SearchBoxProps {
  label: string;
  clearLabel: string;
  value: string;
  onSearch: (query: string) => void;
}

/** Searches once the typing pauses. Half-composed Japanese or Hindi is not searched for. */
export function SearchBox({ label, clearLabel, value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  const sent = useRef(value);
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // The address changed by other means (Back, "show all"): the box follows.
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    const query = typed.trim();
    if (composing || query === sent.current) return;
    const pause = setTimeout(() => {
      sent.current = query;
      onSearch(query);
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed, composing, onSearch]);

  const clear = () => {
    sent.current = "";
    setTyped("");
    onSearch("");
    box.current?.focus();
  };

  return (
    <search className="relative w-[calc(100vw-2rem)] sm:w-80">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-soft"
      />
      <input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        className="min-h-12 w-full rounded-full border border-edge bg-panel py-2 pr-12 pl-12 text-base placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
      />
      {typed && (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={clear}
          className="absolute top-1/2 right-0.5 grid size-11 -translate-y-1/2 place-content-center rounded-full text-soft hover:text-ink"
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      )}
    </search>
  );
}
