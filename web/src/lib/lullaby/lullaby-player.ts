/** Plays a lullaby after the story: in softly, round and round, out softly when its time is over. */

import { type Lullaby, lullabyLoop, SAMPLE_RATE_HZ } from "./noise";
import { wav } from "./wav";

/** How long the noise takes to come in and to go, milliseconds. */
export const RISE = 8_000;
export const FALL = 20_000;

/** How loud it gets; the loop itself is quiet already. */
const LEVEL = 0.8;

const STEP = 100;

/** A looping `<audio>` element rather than the audio graph: it goes on sounding on a locked phone. */
export class LullabyPlayer {
  #audio: HTMLAudioElement | null = null;
  #address = "";
  #kind: Lullaby | null = null;
  #level = 0;
  #target = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stops: ReturnType<typeof setTimeout> | undefined;

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  /** Call within a touch: phones let only what a finger once started sound later. Nothing is heard. */
  prepare(): void {
    if (this.#audio) return;
    const audio = new Audio();
    this.#audio = audio;
    this.#give(wav(new Float32Array(SAMPLE_RATE_HZ / 10), SAMPLE_RATE_HZ));
    audio.play().catch((fault: DOMException) => {
      // Not within a touch after all; the next one is asked.
      if (fault.name === "NotAllowedError" && !this.playing) this.#audio = null;
    });
  }

  /** Let it sound for `minutes`; one that sounds already goes on, with its time begun anew. */
  start(kind: Lullaby, minutes: number): void {
    const audio = this.#take(kind);
    this.#target = LEVEL;
    clearTimeout(this.#stops);
    this.#stops = setTimeout(() => this.stop(), minutes * 60_000);
    if (this.#timer === undefined) this.#timer = setInterval(() => this.#step(), STEP);
    audio.volume = this.#level;
    audio.play().catch(() => this.#end());
  }

  /** Let it fade away. */
  stop(): void {
    clearTimeout(this.#stops);
    this.#target = 0;
  }

  dispose(): void {
    this.#end();
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = "";
    this.#kind = null;
    this.#audio?.removeAttribute("src");
  }

  #take(kind: Lullaby): HTMLAudioElement {
    this.#audio ??= new Audio();
    if (kind !== this.#kind) {
      this.#kind = kind;
      this.#level = 0;
      this.#give(wav(lullabyLoop(kind), SAMPLE_RATE_HZ));
      this.#audio.loop = true;
    }
    return this.#audio;
  }

  #give(sound: Blob): void {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = URL.createObjectURL(sound);
    if (this.#audio) this.#audio.src = this.#address;
  }

  #step(): void {
    const rising = this.#target > this.#level;
    const by = (LEVEL * STEP) / (rising ? RISE : FALL);
    this.#level = rising
      ? Math.min(this.#target, this.#level + by)
      : Math.max(this.#target, this.#level - by);
    if (this.#audio) this.#audio.volume = this.#level;
    if (this.#level === 0 && this.#target === 0) this.#end();
  }

  #end(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#stops);
    this.#timer = undefined;
    this.#level = 0;
    this.#audio?.pause();
  }
}
