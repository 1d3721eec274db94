import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { preference, setPreference, usePreference } from "@/lib/preferences";

test("a choice is kept, and every place that reads it follows", () => {
  const { result } = renderHook(() => usePreference("theme"));
  expect(result.current[0]).toBe("night");

  act(() => setPreference("theme", "day"));

  expect(result.current[0]).toBe("day");
  expect(localStorage.getItem("sandman.theme")).toBe('"day"');
});

test.each([
  ["theme", '"blue"', "night"],
  ["theme", "not json", "night"],
  ["dim", "0.1", 1],
  ["fade", '"yes"', true],
  ["narrationVoice", "[1]", {}],
] as const)("a stored %s that is %s is the default", (key, stored, otherwise) => {
  localStorage.setItem(`sandman.${key}`, stored);

  expect(preference(key)).toEqual(otherwise);
});

test("an object keeps its identity while it does not change", () => {
  setPreference("narrationVoice", { en: "af_heart" });

  expect(preference("narrationVoice")).toBe(preference("narrationVoice"));
});

test("the interface starts in the first language of the device that it speaks", () => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-DE", "fr-CA", "en"]);

  expect(preference("interface")).toBe("fr");
});
