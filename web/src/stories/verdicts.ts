/** What was thought of a book's words and pictures, gathered for a parent's eyes: quiet where all is fine. */
import type { Book, Verdict } from "@/stories/wire";

type Layer = Verdict["layer"];
type Outcome = Exclude<Verdict["outcome"], "fine">;

/** Something a parent may want to know, said once whatever it was found in. */
export interface Flag {
  judge: string;
  outcome: Outcome;
  layers: Layer[];
  reasons: string[];
  /** The judge's own sentence, where it says more than the rest. */
  said: string;
}

/** Everyone who has looked at something of this book, in the order in which they looked. */
export function judgesOf(book: Book): string[] {
  const looked = everything(book).filter(({ outcome }) => outcome !== "unseen");
  return [...new Set(looked.map(({ judge }) => judge))];
}

/** Those who were asked and never answered. */
export function judgesAway(book: Book): string[] {
  const looked = new Set(judgesOf(book));
  return [...new Set(everything(book).map(({ judge }) => judge))].filter((judge) => !looked.has(judge));
}

/** What was thought of the book as a whole, but for what it says plainly itself, or of a page. */
export function flagsOf(verdicts: readonly Verdict[], book: Book): Flag[] {
  const away = new Set(judgesAway(book));
  const flags: Flag[] = [];
  for (const { judge, outcome, layer, reasons, said } of verdicts) {
    if (outcome === "fine" || book.said_plainly.includes(said)) continue;
    // Who never answered is told once, for the whole book.
    if (outcome === "unseen" && away.has(judge)) continue;
    const known = flags.find((flag) => flag.judge === judge && flag.outcome === outcome);
    const told = known ?? { judge, outcome, layers: [], reasons: [], said: outcome === "unfit" ? said : "" };
    told.layers = [...new Set([...told.layers, layer])];
    told.reasons = [...new Set([...told.reasons, ...reasons])];
    if (!known) flags.push(told);
  }
  return flags;
}

function everything(book: Book): Verdict[] {
  return [...book.verdicts, ...book.scenes.flatMap(({ verdicts }) => verdicts)];
}
