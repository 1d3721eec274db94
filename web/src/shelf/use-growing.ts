import { startTransition, useEffect, useState } from "react";
import { whenQuiet } from "@/lib/quiet";

/** The first of a long row, and all of it as soon as the browser is quiet: a screen opens with what it shows. */
export function useGrowing<Item>(items: readonly Item[], first: number): readonly Item[] {
  const [grown, setGrown] = useState(false);
  const waits = items.length > first && !grown;
  useEffect(() => {
    if (!waits) return;
    return whenQuiet(() => startTransition(() => setGrown(true)));
  }, [waits]);
  return waits ? items.slice(0, first) : items;
}
