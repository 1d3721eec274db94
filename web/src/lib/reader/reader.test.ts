import { beforeEach, describe, expect, test } from "vitest";
import { FaithfulVoice } from "./faithful-voice";
import { breath } from "./pacing";
import type { Mode } from "./page";
import { Reader } from "./reader";
import type { Heard } from "./reading";
import { aPage, HandClock, HandVoice } from "./stand-ins";

let clock: HandClock;
let spoken: HandVoice;
let silent: HandVoice;
let heard: Heard[];
let ends: boolean[];

beforeEach(() => {
  clock = new HandClock();
  spoken = new HandVoice();
  silent = new HandVoice();
  heard = [];
  ends = [];
});

const PAGES = [
  aPage(1, "The fox sat. Mira sat."),
  aPage(2, "The moon came up. It was round."),
  aPage(3, "They all slept."),
];

function open(mode: Mode = "auto", pages = PAGES, unfinished = false) {
  const reader = new Reader({
    clock,
    voice: new FaithfulVoice(spoken, silent, clock),
    mode,
  });
  reader.open({ onHeard: (told) => heard.push(told), onEnd: (stops) => ends.push(stops) });
  reader.setPages(pages, unfinished);
  reader.resumeAt({ page: 0, seconds: 0 });
  return reader;
}

const pass = (seconds: number) => clock.pass(seconds, spoken, silent);

describe("reading", () => {
  test("follows the audio clock word by word and sentence by sentence", async () => {
    const reader = open();
    reader.play();
    await pass(0.6);
    expect(reader.snapshot()).toMatchObject({ phase: "reading", word: 1, sentence: 0 });
    await pass(1);
    expect(reader.snapshot()).toMatchObject({ word: 3, sentence: 1 });
  });

  test("holds the next page's sound ready", () => {
    open();
    expect(spoken.preloaded?.src).toBe("narration-2");
  });

  test("Auto play breathes, turns the page and reads on to the end", async () => {
    const reader = open();
    reader.play();
    await pass(3.1);
    expect(reader.snapshot()).toMatchObject({ page: 0, phase: "breath" });
    await pass(breath(0, 3) / 1000);
    expect(reader.snapshot()).toMatchObject({ page: 1, phase: "reading" });
    await pass(20);
    expect(reader.snapshot()).toMatchObject({ page: 2, phase: "ended" });
    expect(ends).toEqual([false]);
    expect(heard.at(-1)).toMatchObject({ page: 3, finished: true });
  });

  test("the breath grows towards the end", () => {
    const breaths = [0, 1, 2, 3, 4].map((page) => breath(page, 6));
    expect(breaths).toEqual([...breaths].sort((a, b) => a - b));
    expect(breaths[0]).toBeLessThan(breaths[4] as number);
  });

  test("on a locked phone the next page begins at once", async () => {
    clock.away = true;
    const reader = open("listen");
    reader.play();
    await pass(3.1);
    expect(reader.snapshot()).toMatchObject({ page: 1, phase: "reading" });
  });

  test("Read to me stops at the page's end and reads the page the child turns to", async () => {
    const reader = open("read");
    reader.play();
    await pass(10);
    expect(reader.snapshot()).toMatchObject({ page: 0, phase: "resting" });
    reader.turn(1);
    expect(reader.snapshot()).toMatchObject({ page: 1, phase: "reading" });
  });

  test("I read has no voice, but says a word that is pointed at", async () => {
    const reader = open("self");
    reader.turn(1);
    expect(spoken.playing).toBe(false);
    reader.hearFrom(2);
    expect(spoken.seconds).toBe(1);
    await pass(0.6);
    expect(spoken.playing).toBe(false);
    expect(reader.snapshot().phase).toBe("resting");
  });

  test("a tapped word is heard from there on", async () => {
    const reader = open();
    reader.hearFrom(3);
    expect(spoken.seconds).toBe(1.5);
    await pass(0.2);
    expect(reader.snapshot()).toMatchObject({ phase: "reading", word: 3 });
  });

  test("a page turned by hand is read only if the book was being read", () => {
    const reader = open();
    reader.turn(1);
    expect(reader.snapshot().phase).toBe("resting");
    reader.play();
    reader.turn(-1);
    expect(reader.snapshot()).toMatchObject({ page: 0, phase: "reading" });
  });

  test("the page after the last is the end, and back from there is the last page", () => {
    const reader = open();
    reader.goTo(2);
    reader.turn(1);
    expect(reader.snapshot().phase).toBe("ended");
    reader.turn(-1);
    expect(reader.snapshot()).toMatchObject({ page: 2, phase: "resting" });
  });

  test("skips by sentences", () => {
    const reader = open();
    reader.skipSentence(1);
    expect(spoken.seconds).toBe(1.5);
  });

  test("a headset that is pulled out leaves the story paused", () => {
    const reader = open();
    reader.play();
    spoken.events?.stoppedOutside();
    expect(reader.snapshot().phase).toBe("resting");
  });
});

describe("the place in the book", () => {
  test("is told on pause, at each turn and every ten seconds", async () => {
    const pages = [aPage(1, "word ".repeat(60).trim()), ...PAGES];
    const reader = open("auto", pages);
    reader.play();
    heard.length = 0;
    await pass(21);
    expect(heard.length).toBeGreaterThanOrEqual(2);
    reader.turn(1);
    expect(heard.at(-1)).toEqual({ page: 2, seconds: 0, finished: false });
    await pass(0.5);
    reader.pause();
    expect(heard.at(-1)).toMatchObject({ page: 2, seconds: 0.5 });
  });

  test("is taken up at the sentence that was being read", () => {
    const reader = open();
    reader.resumeAt({ page: 1, seconds: 3.4 });
    expect(reader.place).toEqual({ page: 1, seconds: 0 });
  });
});

describe("a book in the making", () => {
  const unvoiced = (page: (typeof PAGES)[number]) => ({ ...page, sound: null });

  test("page one is read while the rest is made; the next page is waited for and goes on by itself", async () => {
    const [one, two, three] = PAGES as [(typeof PAGES)[0], (typeof PAGES)[0], (typeof PAGES)[0]];
    const reader = open("auto", [one, unvoiced(two), unvoiced(three)], true);
    reader.play();
    await pass(6);
    expect(reader.snapshot()).toMatchObject({ page: 1, phase: "waiting" });
    reader.setPages([one, two, unvoiced(three)], true);
    expect(reader.snapshot()).toMatchObject({ page: 1, phase: "reading" });
  });

  test("a finished book without a voice shows its pages for as long as reading takes", async () => {
    const reader = open("auto", PAGES.map(unvoiced));
    reader.play();
    expect(silent.playing).toBe(true);
    await pass(12);
    expect(reader.snapshot().page).toBe(1);
  });
});

describe("what a child never sees", () => {
  test("a sound that cannot be had leaves the page going on in silence, from the same place", async () => {
    const reader = open();
    reader.play();
    await pass(1);
    spoken.events?.failed();
    expect(reader.snapshot().phase).toBe("reading");
    expect(silent.playing).toBe(true);
    expect(silent.seconds).toBeCloseTo(1);
    await pass(4);
    expect(reader.snapshot()).toMatchObject({ page: 1, phase: "reading" });
    expect(spoken.playing).toBe(true);
  });

  test("a network that hangs is not waited for for ever", async () => {
    const reader = open();
    reader.play();
    await pass(1);
    spoken.hangs = true;
    await pass(12);
    expect(reader.snapshot().page).toBeGreaterThan(0);
  });

  test("a tablet that slept for an hour goes on with the voice it had", async () => {
    const reader = open();
    reader.play();
    await pass(1);
    spoken.hangs = true;
    clock.time += 3_600_000;
    await pass(0.1);
    spoken.hangs = false;
    expect(silent.playing).toBe(false);
    expect(spoken.playing).toBe(true);
  });

  test("a browser that wants a touch first gets it from the next one", async () => {
    const reader = open();
    spoken.answer = "blocked";
    reader.play();
    await pass(0.1);
    expect(reader.snapshot().blocked).toBe(true);
    spoken.answer = "playing";
    expect(reader.touched()).toBe(true);
    await pass(0.1);
    expect(reader.snapshot()).toMatchObject({ blocked: false, phase: "reading" });
  });
});

describe("falling asleep", () => {
  const LONG = [1, 2, 3, 4].map((number) => aPage(number, "word ".repeat(600).trim()));

  test("minutes fade, stop, and lay the bookmark back to where the fade began", async () => {
    const reader = open("auto", LONG);
    reader.sleep.set(10);
    reader.play();
    await pass(580);
    expect(reader.snapshot().fading).toBe(true);
    expect(spoken.level).toBeLessThan(1);
    const fadeBegan = 575 - 300.5 - breath(0, 4) / 1000;
    await pass(21);
    expect(reader.snapshot()).toMatchObject({ phase: "slept", page: 1, fading: false });
    expect(reader.place.seconds).toBeCloseTo(fadeBegan, 0);
    expect(spoken.playing).toBe(false);
    expect(spoken.level).toBe(1);
  });

  test("a touch while the voice fades brings it back", async () => {
    const reader = open("auto", LONG);
    reader.sleep.set(10);
    reader.play();
    await pass(590);
    expect(reader.touched()).toBe(false);
    await pass(0.1);
    expect(reader.snapshot().fading).toBe(false);
    expect(spoken.level).toBe(1);
  });

  test("a touch within two minutes of falling asleep goes on with the story", async () => {
    const reader = open("auto", LONG);
    reader.sleep.set(10);
    reader.play();
    await pass(601);
    await pass(60);
    expect(reader.touched()).toBe(true);
    expect(reader.snapshot().phase).toBe("reading");
  });

  test("end of page stops before the turn; the next page can be heard after it", async () => {
    const reader = open();
    reader.sleep.set("page");
    reader.play();
    await pass(10);
    expect(reader.snapshot()).toMatchObject({ page: 0, phase: "resting" });
  });

  test("end of story says that it stops here", async () => {
    const reader = open();
    reader.sleep.set("story");
    reader.goTo(2, 0, true);
    await pass(5);
    expect(ends).toEqual([true]);
  });
});
