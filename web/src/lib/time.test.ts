import { expect, test } from "vitest";
import { clock, minutes, relativeDay, roughly } from "@/lib/time";

test.each([
  ["en", "4 min"],
  ["ja", "4 分"],
  ["hi", "4 मि॰"],
])("minutes in %s", (language, said) => {
  expect(minutes(250, language).replaceAll("\u00a0", " ")).toBe(said);
});

test("nothing takes less than a minute to hear", () => {
  expect(minutes(3, "en")).toBe("1 min");
});

test("a clock counts minutes and seconds", () => {
  expect([clock(7.9), clock(750), clock(-1)]).toEqual(["0:07", "12:30", "0:00"]);
});

test("time left falls in steps that can be read", () => {
  expect([roughly(41, "en"), roughly(44, "en"), roughly(7.2, "en"), roughly(125, "en")]).toEqual([
    "45 sec",
    "45 sec",
    "8 sec",
    "2 min",
  ]);
});

test("days are said as at home", () => {
  const now = new Date("2026-11-22T20:00:00");
  expect(relativeDay("2026-11-22T07:00:00", "en", now)).toBe("today");
  expect(relativeDay("2026-11-21T23:59:00", "fr", now)).toBe("hier");
  expect(relativeDay("2026-11-01T12:00:00", "en", now)).toBe("November 1, 2026");
});
