/** The reading engine: pages in, the place in the book out. It knows nothing of screens. */

import type { Clock } from "./clock";
import { layOut, type PageLayout } from "./layout";
import { breath, readingSeconds } from "./pacing";
import type { Mode, PageSound, Place, ReaderPage } from "./page";
import { positionAt, resumePoint } from "./position";
import type { Phase, ReaderEvents, ReaderParts, Reading } from "./reading";
import { SleepTimer } from "./sleep-timer";
import type { Voice } from "./voice";

/** How often the place is told while reading, milliseconds. */
const TELL_EVERY = 10_000;

export class Reader {
  readonly sleep: SleepTimer;
  #clock: Clock;
  #voice: Voice;
  #events: ReaderEvents | null = null;
  #pages: readonly ReaderPage[] = [];
  #layouts = new Map<ReaderPage, PageLayout>();
  #unfinished = false;
  /** The address of the sound the voice holds; "" for a silence. */
  #loaded: string | null = null;
  #listeners = new Set<() => void>();
  #reading: Reading;
  #cancelBreath: () => void = () => {};
  #fadeFrom: Place | null = null;
  #stopAt: number | null = null;
  #toldAt = 0;

  constructor(parts: ReaderParts) {
    this.#clock = parts.clock;
    this.#voice = parts.voice;
    this.sleep = parts.sleep ?? new SleepTimer();
    this.#reading = {
      page: 0,
      phase: "resting",
      mode: parts.mode,
      word: -1,
      sentence: -1,
      blocked: false,
      fading: false,
    };
  }

  /** Begin to live: hear the voice and the clock. Returns how to stop; it can be opened again. */
  open(events: ReaderEvents): () => void {
    this.#events = events;
    this.#voice.listen({
      ended: () => this.#pageRead(),
      failed: () => this.#pageRead(),
      moved: () => this.tick(),
      stoppedOutside: () => this.pause(),
    });
    const stopClock = this.#clock.often(() => this.tick());
    return () => {
      stopClock();
      this.pause();
      this.#voice.listen(null);
      this.#events = null;
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Reading => this.#reading;

  get pages(): readonly ReaderPage[] {
    return this.#pages;
  }

  get place(): Place {
    return { page: this.#reading.page, seconds: this.#voice.seconds };
  }

  /** The sound of the page that is open, or the silence that stands for it; null while it is being made. */
  get sound(): PageSound | null {
    const page = this.#pages[this.#reading.page];
    return page ? this.#soundOf(page) : null;
  }

  layout(page: ReaderPage): PageLayout {
    const known = this.#layouts.get(page);
    if (known) return known;
    const layout = layOut(page);
    this.#layouts.set(page, layout);
    return layout;
  }

  /** Take the book as it is now. While it is `unfinished`, pages without a sound are waited for. */
  setPages(pages: readonly ReaderPage[], unfinished: boolean): void {
    this.#pages = pages;
    this.#layouts.clear();
    this.#unfinished = unfinished;
    this.#preload();
    const sound = this.sound;
    if (this.#reading.phase === "waiting" && sound) this.#read();
    // A page whose sound was made anew is taken up from its head.
    else if (this.#loaded !== null && sound && sound.src !== this.#loaded) this.goTo(this.#reading.page);
    this.#changed({});
  }

  /** Open the book at the sentence that was being read shortly before `place`. */
  resumeAt(place: Place): void {
    const page = this.#pages[place.page];
    this.goTo(place.page, page ? resumePoint(this.layout(page), place.seconds) : 0);
  }

  play(): void {
    if (this.#reading.phase === "ended") this.goTo(0);
    this.#stopAt = null;
    this.#read();
  }

  pause(): void {
    if (!this.#going) return;
    this.#rest("resting");
    this.#tell();
  }

  toggle(): void {
    if (this.#going) this.pause();
    else this.play();
  }

  /** Turn one page forward or back. A book that is being read aloud goes on reading. */
  turn(by: 1 | -1): void {
    const { page, phase, mode } = this.#reading;
    if (phase === "ended") {
      if (by < 0) this.goTo(this.#pages.length - 1);
      return;
    }
    const to = page + by;
    if (to < 0) {
      this.goTo(0, 0, this.#going);
      return;
    }
    if (to >= this.#pages.length) {
      this.#end();
      return;
    }
    // "Read to me" waits for the child to turn the page, and then reads it.
    this.goTo(to, 0, mode === "read" || (this.#going && mode !== "self"));
  }

  /** Open a page (index from 0) at `seconds` into its sound. */
  goTo(page: number, seconds = 0, going = false): void {
    const turned = page !== this.#reading.page;
    this.#rest("resting");
    this.#stopAt = null;
    this.#loaded = null;
    this.#changed({ page: Math.min(Math.max(0, page), Math.max(0, this.#pages.length - 1)) });
    this.#load(seconds);
    this.#place();
    if (turned) this.#tell();
    if (going) this.#read();
  }

  /** Seek within the page, seconds. */
  seek(seconds: number): void {
    this.#stopAt = null;
    this.#load(0);
    this.#voice.seek(Math.max(0, seconds));
    this.#place();
  }

  /** Hear from a word on; in "I read" only that word is said. */
  hearFrom(word: number): void {
    const page = this.#pages[this.#reading.page];
    const placed = page && this.layout(page).words[word];
    if (!placed || !page.sound) return;
    this.#rest("resting");
    this.#load(0);
    this.#voice.seek(placed.start);
    this.#stopAt = this.#reading.mode === "self" ? placed.end : null;
    this.#read();
  }

  /** Go to the sentence before or after the one being read. */
  skipSentence(by: 1 | -1): void {
    const page = this.#pages[this.#reading.page];
    if (!page) return;
    const { sentences } = this.layout(page);
    const sentence = sentences[Math.max(0, this.#reading.sentence) + by];
    if (sentence) this.seek(sentence.start);
    else if (by < 0) this.seek(0);
  }

  setMode(mode: Mode): void {
    if (mode === "self") this.pause();
    this.#changed({ mode });
  }

  /**
   * Somebody touched the screen, a key or a headset: nobody is asleep, and the browser may let us sound.
   *
   * Returns whether the touch set the story going again; then it was meant for that, and for nothing else.
   */
  touched(): boolean {
    const { blocked, phase } = this.#reading;
    const woken = this.sleep.touched(this.#clock.now()) === "woken" && phase === "slept";
    if (woken) this.#read();
    else if (blocked) this.#start();
    return woken || blocked;
  }

  /** Look at the clock and the sound, and say what changed. Cheap: it is called every frame. */
  tick(): void {
    const now = this.#clock.now();
    const listening = this.#going && this.#reading.phase !== "waiting";
    const { level, over } = this.sleep.tick(now, listening);
    if (over) {
      this.#fallAsleep();
      return;
    }
    if (level < 1) this.#fadeFrom ??= this.place;
    else this.#fadeFrom = null;
    this.#voice.setLevel(level);
    if (level < 1 !== this.#reading.fading) this.#changed({ fading: level < 1 });
    if (this.#reading.phase !== "reading") return;
    if (this.#stopAt !== null && this.#voice.seconds >= this.#stopAt) {
      this.#rest("resting");
      return;
    }
    this.#place();
    if (now - this.#toldAt >= TELL_EVERY) this.#tell();
  }

  /** Tell the place now: the page is going away. */
  tell(): void {
    this.#tell();
  }

  get #going(): boolean {
    return ["reading", "breath", "waiting"].includes(this.#reading.phase);
  }

  #soundOf(page: ReaderPage): PageSound | null {
    if (page.sound) return page.sound;
    if (this.#unfinished) return null;
    return { src: "", seconds: readingSeconds(this.layout(page).words.length), words: [] };
  }

  #load(seconds: number): void {
    const sound = this.sound;
    if (!sound || this.#loaded === sound.src) return;
    this.#voice.load(sound, seconds);
    this.#loaded = sound.src;
    this.#preload();
  }

  #preload(): void {
    const next = this.#pages[this.#reading.page + 1];
    if (next?.sound && this.#loaded !== null) this.#voice.preload(next.sound);
  }

  #read(): void {
    this.#cancelBreath();
    if (!this.sound) {
      this.#changed({ phase: "waiting", word: -1, sentence: -1 });
      return;
    }
    this.#load(0);
    this.#changed({ phase: "reading" });
    this.#start();
  }

  #start(): void {
    void this.#voice.play().then((started) => {
      if (this.#reading.phase === "reading") this.#changed({ blocked: started === "blocked" });
    });
  }

  #rest(phase: Phase): void {
    this.#cancelBreath();
    this.#voice.pause();
    this.#stopAt = null;
    this.#changed({ phase, blocked: false });
  }

  #pageRead(): void {
    if (this.#reading.phase !== "reading") return;
    const { page, mode } = this.#reading;
    const last = page === this.#pages.length - 1;
    if (last && this.#stopAt === null) {
      this.#end();
      return;
    }
    const stops = this.#stopAt !== null || mode === "read" || mode === "self" || this.sleep.endsWithPage();
    this.#changed({ word: -1, phase: stops ? "resting" : "breath" });
    this.#tell();
    if (stops) return;
    // A locked phone stops our timers as soon as nothing sounds, so there the next page begins at once.
    const quiet = this.#clock.hidden() ? 0 : breath(page, this.#pages.length);
    this.#cancelBreath = this.#clock.after(quiet, () => this.goTo(page + 1, 0, true));
  }

  #end(): void {
    this.#rest("ended");
    this.#changed({ word: -1, sentence: -1 });
    const last = this.#pages.length - 1;
    this.#toldAt = this.#clock.now();
    this.#events?.onHeard({
      page: last + 1,
      seconds: this.#pages[last]?.sound?.seconds ?? 0,
      finished: true,
    });
    this.#events?.onEnd(this.sleep.endsWithStory());
  }

  #fallAsleep(): void {
    const from = this.#fadeFrom ?? this.place;
    this.#fadeFrom = null;
    this.#rest("slept");
    this.goTo(from.page, from.seconds);
    this.#voice.setLevel(1);
    this.#changed({ phase: "slept", fading: false });
    this.#tell();
  }

  #place(): void {
    const page = this.#pages[this.#reading.page];
    if (!page?.sound) {
      this.#changed({ word: -1, sentence: -1 });
      return;
    }
    this.#changed(positionAt(this.layout(page), this.#voice.seconds));
  }

  #tell(): void {
    if (this.#pages.length === 0 || this.#reading.phase === "ended") return;
    this.#toldAt = this.#clock.now();
    const { page, seconds } = this.place;
    this.#events?.onHeard({ page: page + 1, seconds: Math.round(seconds * 10) / 10, finished: false });
  }

  #changed(change: Partial<Reading>): void {
    const keys = Object.keys(change) as (keyof Reading)[];
    if (keys.length > 0 && keys.every((key) => this.#reading[key] === change[key])) return;
    this.#reading = { ...this.#reading, ...change };
    for (const listener of this.#listeners) listener();
  }
}
