import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageSound } from "./page";
import { SpokenVoice } from "./voice";

const ONE: PageSound = { src: "narration-1", seconds: 10, words: [] };
const TWO: PageSound = { src: "narration-2", seconds: 10, words: [] };

/** The elements of a browser that tells `pause` late, as browsers do. */
let elements: HTMLAudioElement[] = [];
let refuses: string | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  elements = [];
  refuses = null;
  vi.stubGlobal(
    "Audio",
    class {
      constructor() {
        const audio = document.createElement("audio");
        let paused = true;
        Object.defineProperty(audio, "paused", { get: () => paused });
        Object.defineProperty(audio, "readyState", { get: () => 4 });
        audio.play = async () => {
          if (refuses) throw new DOMException("no", refuses);
          paused = false;
        };
        audio.pause = () => {
          if (!paused) setTimeout(() => audio.dispatchEvent(new Event("pause")), 0);
          paused = true;
        };
        elements.push(audio);
        // biome-ignore lint/correctness/noConstructorReturn: `new Audio()` gives an element
        return audio;
      }
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function listened() {
  const voice = new SpokenVoice();
  const events = { ended: vi.fn(), failed: vi.fn(), moved: vi.fn(), stoppedOutside: vi.fn() };
  voice.listen(events);
  voice.load(ONE, 0);
  return { voice, events };
}

const sounding = () => elements.filter((audio) => !audio.paused).map((audio) => audio.dataset.src);

test("a seek while it reads does not stop it", async () => {
  const { voice, events } = listened();
  await voice.play();
  voice.pause();
  voice.seek(4);
  await voice.play();
  await vi.runAllTimersAsync();
  expect(events.stoppedOutside).not.toHaveBeenCalled();
  expect(sounding()).toEqual(["narration-1"]);
});

test("a headset that is pulled out is told", async () => {
  const { voice, events } = listened();
  await voice.play();
  elements.find((audio) => !audio.paused)?.pause();
  await vi.runAllTimersAsync();
  expect(events.stoppedOutside).toHaveBeenCalledOnce();
});

test("the next page sounds from the element that held it ready", async () => {
  const { voice } = listened();
  voice.preload(TWO);
  const ready = elements.find((audio) => audio.dataset.src === "narration-2");
  voice.load(TWO, 0);
  await voice.play();
  expect(ready?.paused).toBe(false);
  expect(sounding()).toEqual(["narration-2"]);
});

test("a browser that wants a touch first is told apart from a sound that is broken", async () => {
  const { voice } = listened();
  refuses = "NotAllowedError";
  expect(await voice.play()).toBe("blocked");
});

test("a sound that breaks is asked for again, further and further apart, and then given up", async () => {
  const { voice, events } = listened();
  await voice.play();
  const audio = elements.find((element) => !element.paused);
  for (const wait of [400, 1500, 4000]) {
    audio?.dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(wait);
    expect(events.failed).not.toHaveBeenCalled();
  }
  audio?.dispatchEvent(new Event("error"));
  expect(events.failed).toHaveBeenCalledOnce();
});
