import { expect, test } from "vitest";
import { dollars } from "@/lib/money";

test("money is written as the language writes it", () => {
  expect(dollars(0.42, "en")).toBe("$0.42");
  expect(dollars(0, "en")).toBe("$0.00");
  expect(dollars(0.42, "fr")).toMatch(/^0,42\s\$US$/);
});

test("less than a cent is not nothing", () => {
  expect(dollars(0.0004, "en")).toBe("<$0.01");
});
