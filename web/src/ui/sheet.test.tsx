import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test } from "vitest";
import { catalogues } from "@/app/catalogues";
import { setUpWords } from "@/lib/words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";

function Settings() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Settings</Button>
      <Sheet open={open} onClose={() => setOpen(false)} title="Tonight" actions={<Button>Save</Button>}>
        <p>How it is read</p>
      </Sheet>
    </>
  );
}

beforeEach(() => setUpWords(catalogues, ["ui"]));

test("a sheet opens by name over the page, with its actions, and closes by its button", async () => {
  render(<Settings />);
  expect(screen.queryByText("How it is read")).toBeNull();

  await userEvent.click(screen.getByRole("button", { name: "Settings" }));
  expect(screen.getByRole("dialog", { name: "Tonight" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a press beside the sheet closes it, a press in it does not", async () => {
  render(<Settings />);
  await userEvent.click(screen.getByRole("button", { name: "Settings" }));

  await userEvent.click(screen.getByText("How it is read"));
  const dialog = screen.getByRole("dialog");
  expect(dialog).toBeVisible();

  // The shade behind a native dialog belongs to the dialog itself.
  await userEvent.click(dialog);
  expect(screen.queryByRole("dialog")).toBeNull();
});
