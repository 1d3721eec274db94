import { useSyncExternalStore } from "react";

/** The grid's widths and its columns from there on; `GRID` says the same in CSS. */
const STEPS = [
  { from: "(min-width: 80rem)", columns: 5 },
  { from: "(min-width: 64rem)", columns: 4 },
  { from: "(min-width: 40rem)", columns: 3 },
] as const;
const NARROW = 2;

/** How many covers stand side by side in the grid. */
export function useColumns(): number {
  return useSyncExternalStore(follow, columnsNow);
}

function columnsNow(): number {
  return STEPS.find(({ from }) => matchMedia(from).matches)?.columns ?? NARROW;
}

function follow(listener: () => void): () => void {
  const widths = STEPS.map(({ from }) => matchMedia(from));
  for (const width of widths) width.addEventListener("change", listener);
  return () => {
    for (const width of widths) width.removeEventListener("change", listener);
  };
}
