import { expect, test } from "vitest";
import type { Happening, StoryEvent } from "@/lib/events";
import { sentenceOf } from "@/stories/lane-sentence";
import { asked, busy, happened, type Making, NOTHING_YET } from "@/stories/making";
import { about, secondsLeft, share, steadied } from "@/stories/time-left";

const EXPECTS = { text: 2, picture: 10, narration: 20 };
const START = Date.parse("2026-11-21T18:00:00Z");
const BOTH = { pictures: true, voice: true };

type Line = [second: number, happening: Happening, facts?: Partial<StoryEvent>];

function told(...lines: Line[]): Making {
  return lines.reduce<Making>((making, [second, happening, facts], index) => {
    const at = new Date(START + second * 1000).toISOString();
    return happened(making, { id: index + 1, happening, agent: "doc", at, ...facts });
  }, NOTHING_YET);
}

const WRITTEN: Line[] = [
  [0, "begun", { expects: EXPECTS }],
  [0, "writing"],
  [2, "written", { title: "The Lost Lullaby", pages: 6 }],
];

test("each of the four says what it does now", () => {
  const making = told(...WRITTEN, [3, "painting", { scene: 3 }], [3, "narrating", { scene: 1 }]);

  expect(sentenceOf("doc", making, BOTH)).toEqual({ key: "begun" });
  expect(sentenceOf("pathfinder", making, BOTH)).toEqual({ key: "written" });
  expect(sentenceOf("firefly", making, BOTH)).toEqual({ key: "works", page: 3 });
  expect(sentenceOf("lifeline", making, { pictures: true, voice: false })).toEqual({ key: "not_asked" });
  expect(busy(making, "firefly")).toBe(true);
  expect(busy(making, "pathfinder")).toBe(false);
});

test("when work stops, nobody is shown at work, whatever the last line said", () => {
  const making = told(
    ...WRITTEN,
    [3, "painting", { scene: 1 }],
    [4, "painted", { scene: 1 }],
    [5, "painting", { scene: 2 }],
    [6, "cancelled"],
  );

  expect(busy(making, "firefly")).toBe(false);
  expect(sentenceOf("firefly", making, BOTH)).toEqual({ key: "rests", count: 1, pages: 6 });
});

test("a resumed book is timed from its resumption, not from the evening it was asked for", () => {
  const day = 86_400;
  const making = told(
    ...WRITTEN,
    [3, "painting", { scene: 1 }],
    [9, "failed", { trouble: "the disk is full", hint: "free some room" }],
    [day, "painting", { scene: 1 }],
  );

  expect(making.begun).toBe(START + day * 1000);
  expect(making.trouble).toBeNull();
  expect(secondsLeft(making, START + day * 1000).firefly).toBeCloseTo(60);
});

test("a page asked for again is under way at once, and its trouble stays with it", () => {
  const ready = told(...WRITTEN, [60, "ready"]);
  const asking = asked(ready, 2, "picture");
  expect(asking.painting.active).toEqual([2]);

  const failed = happened(asking, {
    id: 9,
    happening: "redo_failed",
    agent: "doc",
    at: "2026-11-21T19:00:00Z",
    scene: 2,
    part: "picture",
    trouble: "no paint is left",
    hint: "try again later",
  });
  expect(failed.painting.active).toEqual([]);
  expect(failed.pageTroubles[2]).toEqual({
    detail: "no paint is left",
    hint: "try again later",
    part: "picture",
  });
  expect(asked(failed, 2, "picture").pageTroubles[2]).toBeUndefined();
});

test("the time left comes from pages truly timed as they are done", () => {
  const begun = told(...WRITTEN, [2, "painting", { scene: 1 }]);
  expect(secondsLeft(begun, START + 2000).firefly).toBeCloseTo(60);

  const slow = told(
    ...WRITTEN,
    [2, "painting", { scene: 1 }],
    [42, "painted", { scene: 1 }],
    [42, "painting", { scene: 2 }],
    [82, "painted", { scene: 2 }],
  );
  const left = secondsLeft(slow, START + 82_000).firefly ?? 0;
  expect(left).toBeGreaterThan(80);
  expect(left).toBeLessThan(160);
});

test("a wait between two pages is not taken for slow work", () => {
  const waited = told(
    ...WRITTEN,
    [2, "painting", { scene: 1 }],
    [12, "painted", { scene: 1, seconds: 10 }],
    [112, "painting", { scene: 2 }],
    [122, "painted", { scene: 2, seconds: 10 }],
    [122, "painting", { scene: 3 }],
  );
  expect(secondsLeft(waited, START + 122_000).firefly).toBeCloseTo(40);
});

test("nobody guesses when work rests", () => {
  expect(secondsLeft(told(...WRITTEN, [60, "ready"]), START).doc).toBeNull();
});

test("a guess shrinks with the clock and does not jump about", () => {
  expect(steadied(null, 60, 1)).toBe(60);
  expect(steadied(60, 65, 1)).toBe(59);
  expect(steadied(60, 20, 1)).toBeLessThan(59);
  expect(steadied(60, 20, 1)).toBeGreaterThan(20);
  const wrong = steadied(60, 200, 1);
  expect(wrong).toBeGreaterThan(60);
  expect(wrong).toBeLessThan(200);
});

test("time is said in calm words", () => {
  const keys = [3, 20, 40, 60, 150].map((seconds) => about(seconds));
  expect(keys).toEqual([
    { key: "soon" },
    { key: "less_than_half" },
    { key: "half" },
    { key: "minutes", count: 1 },
    { key: "minutes", count: 3 },
  ]);
});

test("the moon fills by the work done, a narration more than a picture", () => {
  const making = told(...WRITTEN);
  expect(share(making, { text: 0, picture: 0, narration: 0 })).toBe(0);
  expect(share(making, { text: 1, picture: 6, narration: 6 })).toBe(1);
  const painted = share(making, { text: 1, picture: 6, narration: 0 });
  expect(painted).toBeCloseTo(62 / 182);
});

test("a page that ends after the work was stopped is no new beginning", () => {
  const stopped = told(
    ...WRITTEN,
    [3, "narrating", { scene: 1 }],
    [4, "cancelled"],
    [9, "narrated", { scene: 1 }],
    [9, "page_ready", { scene: 1 }],
  );
  expect(sentenceOf("doc", stopped, BOTH)).toEqual({ key: "cancelled" });
  expect(stopped.ended).toBe(START + 4000);
});

test("a page made again is no second making of the book", () => {
  const again = told(...WRITTEN, [60, "ready"], [900, "painting", { scene: 2 }]);
  expect(sentenceOf("doc", again, BOTH)).toEqual({ key: "ready" });
  expect(again.painting.active).toEqual([2]);
  expect(secondsLeft(again, START + 900_000).doc).toBeNull();
});

const PAGE_BY_PAGE: Line[] = [
  [0, "begun", { expects: { text: 30, picture: 10, narration: 20 } }],
  [0, "writing"],
  [5, "page_written", { scene: 1, title: "The Lost Lullaby" }],
  [5, "painting", { scene: 1 }],
];

test("a story that comes page by page is painted while it is written", () => {
  const making = told(...PAGE_BY_PAGE, [9, "painted", { scene: 1 }], [10, "page_written", { scene: 2 }]);

  expect(making.title).toBe("The Lost Lullaby");
  expect(making.told).toEqual([1, 2]);
  expect(sentenceOf("pathfinder", making, BOTH)).toEqual({ key: "writes_page", page: 3 });
  expect(sentenceOf("firefly", making, BOTH)).toEqual({ key: "waits_for_page" });
  // Four pages are still to be written at five seconds each, and the last of them to be read.
  expect(secondsLeft(making, START + 10_000).pathfinder).toBeCloseTo(20);
  expect(secondsLeft(making, START + 10_000).doc).toBeGreaterThanOrEqual(40);
  expect(secondsLeft(making, START + 10_000).doc).toBeLessThan(130);

  const written = happened(making, {
    id: 9,
    happening: "written",
    agent: "pathfinder",
    at: "2026-11-21T18:00:30Z",
    title: "The Lost Lullaby",
    pages: 6,
  });
  expect(written.told).toHaveLength(6);
  expect(sentenceOf("pathfinder", written, BOTH)).toEqual({ key: "written" });
});

test("pages that are told anew count as unmade again", () => {
  const anew = told(
    ...PAGE_BY_PAGE,
    [9, "painted", { scene: 1 }],
    [10, "page_written", { scene: 2 }],
    [12, "fell_back", { part: "text", reason: "the writer fell silent" }],
  );
  expect(anew.told).toEqual([]);
  expect(sentenceOf("pathfinder", anew, BOTH)).toEqual({ key: "writes" });

  const first = happened(anew, {
    id: 20,
    happening: "page_written",
    agent: "pathfinder",
    at: "2026-11-21T18:00:13Z",
    scene: 1,
  });
  expect(first.painting.done).toEqual([]);
});

test("a page painted anew before the book is ready is not done meanwhile", () => {
  const anew = told(
    ...WRITTEN,
    [3, "painting", { scene: 1 }],
    [5, "painted", { scene: 1 }],
    [6, "painting", { scene: 1 }],
  );
  expect(anew.painting).toMatchObject({ active: [1], done: [] });
});
