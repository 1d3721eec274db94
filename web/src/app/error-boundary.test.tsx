import { render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { catalogues } from "@/app/catalogues";
import { ErrorBoundary } from "@/app/error-boundary";
import { setPreference } from "@/lib/preferences";
import { setUpWords } from "@/lib/words";

function Stumbles(): never {
  throw new Error("a fault of ours");
}

beforeEach(() => {
  // React tells the console of every error that a boundary catches.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

test.each([
  ["en", "Something slipped on this page", "Open the page again"],
  ["ja", "このページでつまずいてしまいました", "ページを開き直す"],
] as const)("a fault of ours is told calmly in %s, with the way on", async (language, told, way) => {
  setPreference("interface", language);
  await setUpWords(catalogues, ["ui"]);

  render(
    <ErrorBoundary>
      <Stumbles />
    </ErrorBoundary>,
  );

  expect(screen.getByRole("heading", { name: told })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: way })).toBeEnabled();
});
