/** What reads a page aloud, and the two there are: sound from the house, and silence that keeps time. */

import type { Clock } from "./clock";
import type { PageSound } from "./page";

/** "blocked": the browser wants a touch first. */
export type Started = "playing" | "blocked";

export interface VoiceEvents {
  /** The page has been read to its end. */
  ended(): void;
  /** The sound cannot be had; what was tried again quietly has failed too. */
  failed(): void;
  /** Time went on, also where no frame is drawn. */
  moved(): void;
  /** Somebody else (a headset pulled out, a phone call) has stopped or started the sound. */
  stoppedOutside(): void;
}

export interface Voice {
  /** Take up a sound, paused, at `seconds`. */
  load(sound: PageSound, seconds: number): void;
  /** Fetch the sound that comes next, so that it starts without a gap. */
  preload(sound: PageSound | null): void;
  play(): Promise<Started>;
  pause(): void;
  seek(seconds: number): void;
  /** Seconds into the sound, by the sound's own clock. */
  readonly seconds: number;
  /** Loudness from 0 to 1. */
  setLevel(level: number): void;
  /** Tell these from now on; null for nobody. */
  listen(events: VoiceEvents | null): void;
}

/** How long to wait before asking for a sound again, milliseconds. A child waits this long at most for the text. */
const RETRIES = [400, 1500, 4000];

/**
 * Two `<audio>` elements that take turns: one reads, the other holds the next page ready.
 *
 * Always the same two: phones let only those elements sound that a finger has once started.
 */
export class SpokenVoice implements Voice {
  #reading = element();
  #waiting = element();
  #events: VoiceEvents | null = null;
  #wanted = false;
  #from: number | null = null;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #touched = false;

  constructor() {
    for (const audio of [this.#reading, this.#waiting]) this.#attend(audio);
  }

  load(sound: PageSound, seconds: number): void {
    this.#quiet();
    if (this.#waiting.dataset.src === sound.src && this.#reading.dataset.src !== sound.src) {
      [this.#reading, this.#waiting] = [this.#waiting, this.#reading];
    }
    if (this.#reading.dataset.src !== sound.src) fetchInto(this.#reading, sound.src);
    this.seek(seconds);
  }

  preload(sound: PageSound | null): void {
    if (sound && this.#waiting.dataset.src !== sound.src) fetchInto(this.#waiting, sound.src);
  }

  async play(): Promise<Started> {
    this.#wanted = true;
    const audio = this.#reading;
    if (audio.error) this.#fetchAgain(this.seconds);
    try {
      await audio.play();
    } catch (fault) {
      if (!this.#wanted || audio !== this.#reading) return "playing";
      if (fault instanceof DOMException && fault.name === "NotAllowedError") return "blocked";
      // An interrupted start is started again by whoever interrupted; an unreadable sound tells `error`.
      return "playing";
    }
    this.#openForLater();
    return "playing";
  }

  pause(): void {
    this.#quiet();
  }

  seek(seconds: number): void {
    // Before its first bytes are here an element forgets where it was sent.
    this.#from = this.#reading.readyState >= HTMLMediaElement.HAVE_METADATA ? null : seconds;
    if (this.#from === null) this.#reading.currentTime = seconds;
  }

  get seconds(): number {
    return this.#from ?? this.#reading.currentTime;
  }

  setLevel(level: number): void {
    this.#reading.volume = Math.min(1, Math.max(0, level));
  }

  listen(events: VoiceEvents | null): void {
    this.#events = events;
  }

  /** Fall silent and let go of the sounds; a sound loaded later is fetched anew. */
  letGo(): void {
    this.#quiet();
    for (const audio of [this.#reading, this.#waiting]) {
      delete audio.dataset.src;
      audio.removeAttribute("src");
      audio.load();
    }
  }

  #quiet(): void {
    this.#wanted = false;
    this.#tries = 0;
    clearTimeout(this.#retry);
    this.#reading.pause();
  }

  #attend(audio: HTMLAudioElement): void {
    const on = (name: string, call: () => void) =>
      audio.addEventListener(
        name,
        () => audio === this.#reading && audio.dataset.src !== undefined && call(),
      );
    on("loadedmetadata", () => {
      if (this.#from !== null) audio.currentTime = this.#from;
      this.#from = null;
    });
    on("playing", () => {
      this.#tries = 0;
    });
    on("timeupdate", () => this.#events?.moved());
    on("ended", () => {
      this.#wanted = false;
      this.#events?.ended();
    });
    on("pause", () => {
      // Our own pauses are told late; by then it may have been asked to sound again.
      if (!this.#wanted || !audio.paused || audio.ended) return;
      this.#wanted = false;
      this.#events?.stoppedOutside();
    });
    on("error", () => this.#again());
  }

  /** Ask for the sound again where it broke off, a few times and further apart; then say that it is gone. */
  #again(): void {
    const wait = RETRIES[this.#tries++];
    if (wait === undefined) {
      if (this.#wanted) this.#events?.failed();
      this.#wanted = false;
      return;
    }
    const audio = this.#reading;
    const at = this.seconds;
    this.#retry = setTimeout(() => {
      if (audio !== this.#reading) return;
      const wanted = this.#wanted;
      this.#fetchAgain(at);
      if (wanted) void this.play();
    }, wait);
  }

  #fetchAgain(seconds: number): void {
    fetchInto(this.#reading, this.#reading.dataset.src ?? "");
    this.#from = seconds;
  }

  /** While a finger is known to have asked, let the other element sound too: a locked phone asks nobody. */
  #openForLater(): void {
    const audio = this.#waiting;
    if (this.#touched || audio.dataset.src === undefined) return;
    this.#touched = true;
    audio.muted = true;
    audio
      .play()
      .then(() => {
        // A page turned meanwhile has given it something to say.
        if (audio !== this.#waiting) return;
        audio.pause();
        audio.currentTime = 0;
      })
      .catch(() => {
        this.#touched = false;
      })
      .finally(() => {
        audio.muted = false;
      });
  }
}

function element(): HTMLAudioElement {
  const audio = new Audio();
  audio.preload = "auto";
  audio.crossOrigin = "anonymous";
  return audio;
}

function fetchInto(audio: HTMLAudioElement, src: string): void {
  audio.dataset.src = src;
  audio.src = src;
  audio.load();
}

/**
 * Reads without sound: the words are marked at their times, and the page ends when the voice would have.
 *
 * It stands in where a page has no voice, or where its sound cannot be had, so that a child lying in bed
 * still sees the pages turn and a parent can read along.
 */
export class SilentVoice implements Voice {
  #clock: Clock;
  #length = 0;
  #at = 0;
  #since: number | null = null;
  #events: VoiceEvents | null = null;
  #stop: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  load(sound: PageSound, seconds: number): void {
    this.pause();
    this.#length = sound.seconds;
    this.#at = seconds;
  }

  preload(): void {}

  async play(): Promise<Started> {
    this.pause();
    this.#since = this.#clock.now();
    this.#stop = this.#clock.after(Math.max(0, this.#length - this.#at) * 1000, () => {
      this.pause();
      this.#events?.ended();
    });
    return "playing";
  }

  pause(): void {
    this.#at = this.seconds;
    this.#since = null;
    this.#stop();
    this.#stop = () => {};
  }

  seek(seconds: number): void {
    const going = this.#since !== null;
    this.pause();
    this.#at = seconds;
    if (going) void this.play();
  }

  get seconds(): number {
    if (this.#since === null) return this.#at;
    return Math.min(this.#length, this.#at + (this.#clock.now() - this.#since) / 1000);
  }

  setLevel(): void {}

  listen(events: VoiceEvents | null): void {
    this.#events = events;
  }
}
