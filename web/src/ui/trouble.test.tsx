import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { catalogues } from "@/app/catalogues";
import { ServerGone, ServerProblem } from "@/lib/server";
import { setUpWords } from "@/lib/words";
import { Trouble } from "@/ui/trouble";

beforeEach(() => setUpWords(catalogues, ["ui"]));

test("the house's own sentence and hint are told, with the way to try again", async () => {
  const problem = {
    title: "Gone",
    status: 404,
    detail: "There is no such book.",
    hint: "Look in the trash.",
  };
  const again = vi.fn();
  render(<Trouble problem={new ServerProblem(problem)} onRetry={again} />);

  expect(screen.getByRole("alert")).toHaveTextContent("There is no such book.Look in the trash.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(again).toHaveBeenCalledOnce();
});

test("a house that is gone, and a fault of ours, have a sentence of their own", () => {
  const { rerender } = render(<Trouble problem={new ServerGone()} />);
  expect(screen.getByRole("alert")).toHaveTextContent("The house does not answer at the moment.");

  rerender(<Trouble problem={new TypeError("x is not a function")} />);
  expect(screen.getByRole("alert")).toHaveTextContent("That did not work");
  expect(screen.queryByText(/not a function/)).toBeNull();
});
