/** What the reading engine is given, what it says, and the state it is in. */

import type { Clock } from "./clock";
import type { Mode } from "./page";
import type { SleepTimer } from "./sleep-timer";
import type { Voice } from "./voice";

/**
 * resting: still, until somebody presses play · reading: a page is read · breath: between two pages ·
 * waiting: the next page is not made yet · slept: the sleep timer ran out · ended: the book is at its end
 */
export type Phase = "resting" | "reading" | "breath" | "waiting" | "slept" | "ended";

export interface Reading {
  /** Index of the page from 0. */
  page: number;
  phase: Phase;
  mode: Mode;
  /** Index of the word being read, or -1. */
  word: number;
  /** Index of the sentence being read, or -1. */
  sentence: number;
  /** The browser wants a touch before it lets anything sound. */
  blocked: boolean;
  /** The voice is fading away, because the sleep timer runs out. */
  fading: boolean;
}

/** How far the book was heard: the page from 1, and seconds into it. */
export interface Heard {
  page: number;
  seconds: number;
  finished: boolean;
}

export interface ReaderParts {
  clock: Clock;
  voice: Voice;
  sleep?: SleepTimer;
  mode: Mode;
}

export interface ReaderEvents {
  /** At each turn, pause and end, and every ten seconds of reading. */
  onHeard(heard: Heard): void;
  /** The book is at its end, and whether the sleep timer ends here too. */
  onEnd(stops: boolean): void;
}
