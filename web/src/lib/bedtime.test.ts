import { expect, test } from "vitest";
import { isBedtime } from "@/lib/bedtime";

const at = (time: string) => new Date(`2026-11-22T${time}`);

test.each([
  ["18:59", false],
  ["19:00", true],
  ["20:59", true],
  ["21:00", false],
])("bedtime from seven to nine: %s is %s", (time, within) => {
  expect(isBedtime({ from: "19:00", to: "21:00" }, at(time))).toBe(within);
});

test.each([
  ["21:59", false],
  ["23:30", true],
  ["00:10", true],
  ["01:00", false],
])("bedtime goes on past midnight: %s is %s", (time, within) => {
  expect(isBedtime({ from: "22:00", to: "01:00" }, at(time))).toBe(within);
});

test("a household without a bedtime has none", () => {
  expect(isBedtime(null, at("20:00"))).toBe(false);
});
