/** When the reading stops by itself: after a page, a story, two stories, or some minutes of listening. */

export type SleepChoice = "off" | "page" | "story" | "stories" | 10 | 15 | 20 | 30;

/** How long the voice takes to fade away, milliseconds. */
export const FADE = 25_000;

/** A touch this shortly before or after the end says that somebody is still awake, milliseconds. */
const AWAKE = 120_000;

/** "restarted": the full time runs again. "woken": it had run out, and the story should go on. */
export type Touched = "nothing" | "restarted" | "woken";

/**
 * Only time spent listening counts: a story that waits does not use up the evening.
 *
 * Minutes end in the middle of a sentence, so they fade. A page or a story ends where the voice rests
 * anyway; fading there would only take its last words away.
 */
export class SleepTimer {
  fade = true;
  #choice: SleepChoice = "off";
  #left = 0;
  #stories = 0;
  #seen: number | null = null;
  #ranOut: number | null = null;

  get choice(): SleepChoice {
    return this.#choice;
  }

  /** Milliseconds of listening left; null where no minutes are set. */
  get left(): number | null {
    return typeof this.#choice === "number" ? this.#left : null;
  }

  /** Stories that may still be told to their end; null where they are not counted. */
  get stories(): number | null {
    return this.#choice === "story" || this.#choice === "stories" ? this.#stories : null;
  }

  set(choice: SleepChoice): void {
    this.#choice = choice;
    this.#ranOut = null;
    this.#seen = null;
    this.#wind();
  }

  /** Let time pass. Returns how loud to be (0 to 1), and whether the time has just run out. */
  tick(now: number, listening: boolean): { level: number; over: boolean } {
    const passed = listening && this.#seen !== null ? now - this.#seen : 0;
    this.#seen = listening ? now : null;
    if (typeof this.#choice !== "number" || this.#ranOut !== null) return { level: 1, over: false };
    this.#left = Math.max(0, this.#left - passed);
    if (this.#left === 0) {
      this.#ranOut = now;
      return { level: 0, over: true };
    }
    // Squared, because the ear hears halves as equal steps.
    const level = this.fade ? Math.min(1, this.#left / FADE) ** 2 : 1;
    return { level, over: false };
  }

  /** A tap, a key or a headset button. */
  touched(now: number): Touched {
    if (this.#ranOut !== null) {
      const woken = now - this.#ranOut <= AWAKE;
      this.set(woken ? this.#choice : "off");
      return woken ? "woken" : "nothing";
    }
    if (typeof this.#choice !== "number" || this.#left > AWAKE) return "nothing";
    this.#wind();
    return "restarted";
  }

  /** A page has been read to its end: stop here? */
  endsWithPage(): boolean {
    return this.#choice === "page";
  }

  /** A story has been told to its end: stop here? */
  endsWithStory(): boolean {
    if (this.#choice === "page") return true;
    if (this.stories === null) return false;
    this.#stories -= 1;
    if (this.#stories > 0) return false;
    this.#choice = "off";
    return true;
  }

  #wind(): void {
    if (typeof this.#choice === "number") this.#left = this.#choice * 60_000;
    this.#stories = this.#choice === "stories" ? 2 : 1;
  }
}
