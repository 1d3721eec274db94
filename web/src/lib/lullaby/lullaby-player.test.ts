import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FALL, LullabyPlayer, RISE } from "./lullaby-player";

/** The one element the player made, as a browser would hold it. */
let audio: HTMLAudioElement;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "Audio",
    class {
      constructor() {
        audio = document.createElement("audio");
        vi.spyOn(audio, "play").mockResolvedValue();
        vi.spyOn(audio, "pause").mockReturnValue();
        // biome-ignore lint/correctness/noConstructorReturn: `new Audio()` gives an element
        return audio;
      }
    },
  );
  URL.createObjectURL = vi.fn(() => "blob:lullaby");
  URL.revokeObjectURL = vi.fn();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("comes in softly, stops by itself, and goes as softly", () => {
  const player = new LullabyPlayer();
  player.start("brown", 30);
  expect(audio.volume).toBe(0);
  expect(audio.loop).toBe(true);
  vi.advanceTimersByTime(RISE / 2);
  expect(audio.volume).toBeGreaterThan(0.3);
  expect(audio.volume).toBeLessThan(0.5);
  vi.advanceTimersByTime(RISE);
  expect(audio.volume).toBeCloseTo(0.8);

  vi.advanceTimersByTime(30 * 60_000 - RISE * 1.5 + FALL / 2);
  expect(audio.volume).toBeCloseTo(0.4, 1);
  vi.advanceTimersByTime(FALL);
  expect(player.playing).toBe(false);
  expect(audio.pause).toHaveBeenCalled();
});

test("started again, it goes on from where it is with its time begun anew", () => {
  const player = new LullabyPlayer();
  player.start("rain", 1);
  vi.advanceTimersByTime(50_000);
  player.start("rain", 1);
  vi.advanceTimersByTime(50_000);
  expect(player.playing).toBe(true);
  expect(audio.volume).toBeCloseTo(0.8);
});
