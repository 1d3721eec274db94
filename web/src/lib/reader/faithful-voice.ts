/** A voice that never fails a child: where its sound cannot be had, it goes on in silence from the same place. */

import type { Clock } from "./clock";
import type { PageSound } from "./page";
import type { Started, Voice, VoiceEvents } from "./voice";

/** How long a sound may stand still before the page goes on without it, milliseconds. */
const STANDSTILL = 9_000;

/** The most of it that one look can have seen, milliseconds: a little more than the clock's slowest beat. */
const LOOK = 2_000;

export class FaithfulVoice implements Voice {
  #spoken: Voice;
  #silent: Voice;
  #clock: Clock;
  #reading: Voice;
  #sound: PageSound | null = null;
  #wanted = false;
  #unwatch: () => void = () => {};
  /** The sounds that could not be had. */
  #lost = new Set<string>();

  constructor(spoken: Voice, silent: Voice, clock: Clock) {
    this.#spoken = spoken;
    this.#silent = silent;
    this.#clock = clock;
    this.#reading = spoken;
  }

  /** A sound without an address is a silence as long as reading takes. */
  load(sound: PageSound, seconds: number): void {
    this.pause();
    this.#sound = sound;
    this.#reading = sound.src === "" || this.#lost.has(sound.src) ? this.#silent : this.#spoken;
    this.#reading.load(sound, seconds);
  }

  preload(sound: PageSound | null): void {
    this.#spoken.preload(sound);
  }

  async play(): Promise<Started> {
    this.#unwatch();
    this.#wanted = true;
    const voice = this.#reading;
    const started = await voice.play();
    if (started === "playing" && this.#wanted && voice === this.#spoken && voice === this.#reading) {
      this.#unwatch();
      this.#unwatch = this.#watch();
    }
    return started;
  }

  pause(): void {
    this.#wanted = false;
    this.#unwatch();
    this.#reading.pause();
  }

  seek(seconds: number): void {
    this.#reading.seek(seconds);
  }

  get seconds(): number {
    return this.#reading.seconds;
  }

  setLevel(level: number): void {
    this.#reading.setLevel(level);
  }

  listen(events: VoiceEvents | null): void {
    for (const voice of [this.#spoken, this.#silent]) {
      const mine = (call: () => void) => () => voice === this.#reading && call();
      voice.listen(
        events && {
          ended: mine(() => {
            this.pause();
            events.ended();
          }),
          failed: mine(() => this.#fallSilent()),
          moved: mine(() => events.moved()),
          stoppedOutside: mine(() => {
            this.pause();
            events.stoppedOutside();
          }),
        },
      );
    }
  }

  /** A network that hangs raises no error: a sound that stands still for too long counts as lost. */
  #watch(): () => void {
    let held = { seconds: -1, still: 0 };
    let looked = this.#clock.now();
    return this.#clock.often(() => {
      const now = this.#clock.now();
      const { seconds } = this.#reading;
      // A tablet that slept for an hour has not heard an hour of silence: nobody looked meanwhile.
      const still = held.still + Math.min(now - looked, LOOK);
      held = seconds === held.seconds ? { seconds, still } : { seconds, still: 0 };
      looked = now;
      if (held.still > STANDSTILL) this.#fallSilent();
    });
  }

  #fallSilent(): void {
    const sound = this.#sound;
    if (!sound) return;
    const { seconds } = this.#reading;
    this.#lost.add(sound.src);
    this.load(sound, seconds);
    void this.play();
  }
}
