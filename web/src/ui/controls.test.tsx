import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { MoonProgress } from "@/ui/moon-progress";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";

test("a busy button says so, keeps the focus and takes no press", async () => {
  const pressed = vi.fn();
  render(
    <Button busy onClick={pressed}>
      Tell it
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Tell it", busy: true });

  await userEvent.click(button);

  expect(pressed).not.toHaveBeenCalled();
  expect(button).toHaveFocus();
});

test("a busy button sends no form", async () => {
  const sent = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  render(
    <form onSubmit={sent}>
      <Button type="submit" busy>
        Tell it
      </Button>
    </form>,
  );

  await userEvent.click(screen.getByRole("button"));

  expect(sent).not.toHaveBeenCalled();
});

test("an icon has a name, and a toggle its state", () => {
  render(<IconButton label="Favourite" icon={<svg />} pressed={true} />);

  expect(screen.getByRole("button", { name: "Favourite", pressed: true })).toBeInTheDocument();
});

test("what is wrong with a field is told with the field", () => {
  render(
    <Field
      label="Name"
      hint="As you say it at home"
      error={{ detail: "The name is too long.", hint: "Shorten it." }}
    >
      {(ids) => <input {...ids} />}
    </Field>,
  );

  const box = screen.getByRole("textbox", { name: "Name" });
  expect(box).toBeInvalid();
  expect(box).toHaveAccessibleDescription("The name is too long. Shorten it. As you say it at home");
});

test("a field with nothing wrong has no description and is not invalid", () => {
  render(<Field label="Name">{(ids) => <input {...ids} />}</Field>);

  expect(screen.getByRole("textbox", { name: "Name" })).toBeValid();
  expect(screen.getByRole("textbox")).not.toHaveAccessibleDescription();
});

function Lengths() {
  const [length, setLength] = useState<"short" | "long">("short");
  const options = [
    { value: "short", label: "Short", note: "4 minutes" },
    { value: "long", label: "Long" },
  ] as const;
  return <Choices legend="Length" value={length} onChange={setLength} options={options} />;
}

test("choices are radio buttons that the arrow keys move between", async () => {
  render(<Lengths />);
  expect(screen.getByRole("group", { name: "Length" })).toBeInTheDocument();

  await userEvent.click(screen.getByRole("radio", { name: "Short 4 minutes" }));
  await userEvent.keyboard("{ArrowRight}");

  expect(screen.getByRole("radio", { name: "Long" })).toBeChecked();
});

test("a slider says its value in words", () => {
  render(
    <Slider
      label="Age"
      value={5}
      min={3}
      max={10}
      step={1}
      onChange={() => {}}
      format={(age) => `${age} years`}
    />,
  );

  expect(screen.getByRole("slider", { name: "Age" })).toHaveAttribute("aria-valuetext", "5 years");
  expect(screen.getByText("5 years")).toBeVisible();
});

test("a switch turns by its label", async () => {
  const turned = vi.fn();
  render(<Switch label="Child lock" note="A grown-up opens it" checked={false} onChange={turned} />);

  await userEvent.click(screen.getByText("Child lock"));

  expect(turned).toHaveBeenCalledWith(true);
  expect(screen.getByRole("switch", { name: "Child lock" })).toHaveAccessibleDescription(
    "A grown-up opens it",
  );
});

test("the moon tells how far the work is, and nothing when nobody knows", () => {
  const { rerender } = render(<MoonProgress value={0.42} label="Page 2" />);
  expect(screen.getByRole("progressbar", { name: "Page 2" })).toHaveAttribute("aria-valuenow", "42");

  rerender(<MoonProgress value={null} label="Page 2" />);
  expect(screen.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow");
});
