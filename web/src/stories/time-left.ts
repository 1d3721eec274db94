/** How long a book will still take, said calmly: guesses shrink with the clock and never jump about. */

import type { Agent, Part } from "@/lib/events";
import type { Craft, Making } from "@/stories/making";

/** How much the expected seconds weigh against pages truly timed. */
const TRUST_IN_EXPECTED = 1.5;
/** A guess may only grow when it was wrong by this much; small errors are waited out. */
const WRONG_BY = 1.5;
const EASING = 0.35;

/** Seconds each of the four will still be at work, as far as can be told at `now` (server's clock, ms). */
export function secondsLeft(making: Making, now: number): Record<Agent, number | null> {
  const { expects } = making;
  if (expects === null || making.begun === null || making.ended !== null) {
    return { doc: null, pathfinder: null, firefly: null, lifeline: null };
  }
  const writing = writingLeft(making, making.begun, expects.text, now);
  // Where pages come one by one, all three work at once, and only the last page is still waited for.
  const atOnce = making.told.length > 0;
  const craft = (craft: Craft, expected: number) => {
    const left = craftLeft(craft, making.pages, expected, now);
    return atOnce ? Math.max(left, writing + (writing > 0 ? expected : 0)) : writing + left;
  };
  const painting = craft(making.painting, expects.picture);
  const narrating = craft(making.narrating, expects.narration);
  return {
    doc: Math.max(writing, painting, narrating),
    pathfinder: writing,
    firefly: painting,
    lifeline: narrating,
  };
}

function writingLeft(making: Making, begun: number, expected: number, now: number): number {
  if (making.written) return 0;
  const passed = seconds(begun, now);
  const told = making.told.length;
  if (told === 0) return Math.max(1, expected - passed);
  return Math.max(1, (passed / told) * (making.pages - told));
}

function craftLeft(craft: Craft, pages: number, expected: number, now: number): number {
  const left = pages - craft.done.length;
  if (left <= 0) return 0;
  const { firstBegun, lastEnded } = craft;
  if (firstBegun === null) return left * expected;
  // Pages made side by side are told by the span, a wait between two pages by the work: the lesser is true.
  const timed = lastEnded === null ? 0 : Math.min(craft.worked, seconds(firstBegun, lastEnded));
  const perPage = (timed + expected * TRUST_IN_EXPECTED) / (craft.timed + TRUST_IN_EXPECTED);
  const underWay = Math.min(seconds(craft.since ?? firstBegun, now), perPage * 0.9);
  return left * perPage - underWay;
}

/** A guess that follows `target` without counting up wildly: `passed` seconds after it was `previous`. */
export function steadied(previous: number | null, target: number, passed: number): number {
  if (previous === null) return target;
  const expected = Math.max(0, previous - passed);
  const grown = target > expected;
  if (grown && target < expected * WRONG_BY + 5) return expected;
  return expected + (target - expected) * EASING;
}

/** A time in words: the key of the phrase, and how many minutes where it counts them. */
export type About = { key: "soon" | "less_than_half" | "half" } | { key: "minutes"; count: number };

export function about(secondsLeft: number): About {
  if (secondsLeft <= 8) return { key: "soon" };
  if (secondsLeft <= 22) return { key: "less_than_half" };
  if (secondsLeft <= 44) return { key: "half" };
  return { key: "minutes", count: Math.max(1, Math.round(secondsLeft / 60)) };
}

/** How much of the whole book is made, 0 to 1, each part weighed by how long it takes. */
export function share(making: Making, has: Record<Part, number>): number {
  const cost = making.expects ?? { text: 1, picture: 1, narration: 1 };
  const whole = cost.text + making.pages * (cost.picture + cost.narration);
  const made = has.text * cost.text + has.picture * cost.picture + has.narration * cost.narration;
  return Math.min(1, made / whole);
}

const seconds = (from: number, to: number) => Math.max(0, (to - from) / 1000);
