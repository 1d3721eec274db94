/** A clock and a voice whose time a test turns by hand. */

import type { Clock } from "./clock";
import type { PageSound, ReaderPage, SpokenWord } from "./page";
import type { Started, Voice, VoiceEvents } from "./voice";

export class HandClock implements Clock {
  time = 0;
  away = false;
  #timers = new Map<() => void, number>();
  #often = new Set<() => void>();

  now() {
    return this.time;
  }

  after(milliseconds: number, call: () => void) {
    this.#timers.set(call, this.time + milliseconds);
    return () => {
      this.#timers.delete(call);
    };
  }

  often(call: () => void) {
    this.#often.add(call);
    return () => {
      this.#often.delete(call);
    };
  }

  hidden() {
    return this.away;
  }

  /** Let `seconds` pass in frames of 50 ms; `voices` sound meanwhile. */
  async pass(seconds: number, ...voices: HandVoice[]) {
    for (let frame = 0; frame < Math.round(seconds * 20); frame++) {
      this.time += 50;
      for (const voice of voices) voice.sound(0.05);
      for (const [call, due] of [...this.#timers]) {
        if (due > this.time) continue;
        this.#timers.delete(call);
        call();
      }
      for (const call of this.#often) call();
      await Promise.resolve();
    }
  }
}

export class HandVoice implements Voice {
  seconds = 0;
  level = 1;
  playing = false;
  answer: Started = "playing";
  hangs = false;
  loaded: PageSound | null = null;
  preloaded: PageSound | null = null;
  events: VoiceEvents | null = null;

  load(sound: PageSound, seconds: number) {
    this.loaded = sound;
    this.seconds = seconds;
    this.playing = false;
  }

  preload(sound: PageSound | null) {
    this.preloaded = sound;
  }

  async play() {
    this.playing = this.answer === "playing";
    return this.answer;
  }

  pause() {
    this.playing = false;
  }

  seek(seconds: number) {
    this.seconds = seconds;
  }

  setLevel(level: number) {
    this.level = level;
  }

  listen(events: VoiceEvents | null) {
    this.events = events;
  }

  sound(seconds: number) {
    if (!this.playing || !this.loaded || this.hangs) return;
    this.seconds = Math.min(this.loaded.seconds, this.seconds + seconds);
    if (this.seconds < this.loaded.seconds) return;
    this.playing = false;
    this.events?.ended();
  }
}

/** A page read at one word in half a second, with half a second of quiet at its end. */
export function aPage(number: number, text: string, change: Partial<ReaderPage> = {}): ReaderPage {
  const words: SpokenWord[] = (text.match(/\S+/gu) ?? []).map((word, index) => ({
    text: word,
    start: index / 2,
    end: index / 2 + 0.4,
  }));
  return {
    number,
    text,
    language: "en",
    tokens: [],
    sound: { src: `narration-${number}`, seconds: words.length / 2 + 0.5, words },
    ...change,
  };
}
