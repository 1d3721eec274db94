import { expect, test } from "vitest";
import { type Card, heardPart, isShort, madePart, placeOf } from "@/shelf/card";
import { card } from "@/testing/sample-tales";

const heard = (page: number, seconds: number, finished = false): Card["heard"] => ({
  page,
  seconds,
  finished,
  at: "2026-11-21T19:00:00Z",
});

test.each([
  ["never opened", null, 0],
  ["at the very beginning", heard(1, 0), 0],
  ["half-way through the second of three pages", heard(2, 40), 0.5],
  ["longer on a page than pages last on average", heard(3, 500), 1],
  ["heard to the end", heard(1, 0, true), 1],
])("a book %s", (_, place, part) => {
  expect(heardPart(card({ heard: place, pages: 3, listening_seconds: 240 }))).toBeCloseTo(part);
});

test("a book is being made as far as its pictures and its sound are", () => {
  expect(madePart(card({ pages: 6, painted: 4, narrated: 2 }))).toBe(0.5);
  expect(madePart(card({ pages: 0, painted: 0, narrated: 0 }))).toBeNull();
});

test("a story is short under eight minutes, once it has a length", () => {
  expect([479, 480, 0].map((seconds) => isShort(card({ listening_seconds: seconds })))).toEqual([
    true,
    false,
    false,
  ]);
});

test("a cover leads to the making, to the look through, or to the story", () => {
  expect(placeOf(card({ state: "making" }))).toBe("/making/mira");
  expect(placeOf(card({ state: "failed" }))).toBe("/making/mira");
  expect(placeOf(card({ approved_at: null }))).toBe("/review/mira");
  expect(placeOf(card())).toBe("/read/mira");
});
