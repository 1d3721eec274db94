import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { expect, test } from "vitest";
import { at, house, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";

const voices = [
  { id: "af_heart", language: "en", name: "Heart", gender: "f", engine: "kokoro" },
  { id: "bm_george", language: "en", name: "George", gender: "m", engine: "kokoro" },
];

test("the language of the app changes at once", async () => {
  const { user } = await renderApp("/household");

  const languages = await screen.findByRole("group", { name: "Language of the app" });
  await user.click(within(languages).getByRole("radio", { name: "Français" }));

  expect(await screen.findByRole("heading", { level: 1, name: "Foyer" })).toBeInTheDocument();
});

test("what is chosen for reading is remembered", async () => {
  const { user } = await renderApp("/household");

  await user.click(await screen.findByRole("radio", { name: /Read to me/ }));
  await user.click(screen.getByRole("radio", { name: "Rain" }));
  await user.click(screen.getByRole("switch", { name: "Lock the story" }));

  const kept = ["mode", "lullaby", "childLock"].map((key) => localStorage.getItem(`sandman.${key}`));
  expect(kept).toEqual(['"read"', '"rain"', "true"]);
});

test("bedtime is off until its hours are chosen", async () => {
  const { user } = await renderApp("/household");
  const bedtime = await screen.findByRole("switch", { name: "Stop after the story at bedtime" });
  expect(bedtime).not.toBeChecked();

  await user.click(bedtime);
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "18:30" } });

  expect(localStorage.getItem("sandman.bedtime")).toBe('{"from":"18:30","to":"22:00"}');
  await user.click(bedtime);
  expect(screen.queryByLabelText("From")).toBeNull();
  expect(localStorage.getItem("sandman.bedtime")).toBe("null");
});

test("the best voice is chosen until another is, and each can be heard", async () => {
  const asked: unknown[] = [];
  house.use(
    http.get(at("voices"), () => says({ voices })),
    http.post(at("narrate"), async ({ request }) => {
      asked.push(await request.json());
      return refuses({ status: 503, detail: "the voices are still asleep", hint: "try again in a moment" });
    }),
  );
  const { user } = await renderApp("/household");
  expect(await screen.findByRole("radio", { name: /Heart/ })).toBeChecked();

  await user.click(screen.getByRole("radio", { name: /George/ }));
  expect(JSON.parse(localStorage.getItem("sandman.narrationVoice") ?? "")).toEqual({ en: "bm_george" });

  await user.click(screen.getByRole("button", { name: "Listen to George" }));
  await waitFor(() =>
    expect(asked).toEqual([expect.objectContaining({ language: "en", voice: "bm_george" })]),
  );
  expect(await screen.findByText("the voices are still asleep")).toBeInTheDocument();
});

test("a voice of a service is known by its name, and one that does not tell is given no sex", async () => {
  const rachel = { id: "el-1", language: "en", name: "Rachel", gender: "f", engine: "elevenlabs" };
  const river = { id: "el-2", language: "en", name: "River", gender: "", engine: "elevenlabs" };
  house.use(http.get(at("voices"), () => says({ voices: [rachel, river, ...voices] })));
  await renderApp("/household");

  expect(await screen.findByRole("radio", { name: /^Rachel ?A woman’s voice · ElevenLabs$/ })).toBeChecked();
  expect(screen.getByRole("radio", { name: /^River ?ElevenLabs$/ })).toBeInTheDocument();
  expect(screen.getByRole("radio", { name: /^George ?A man’s voice$/ })).toBeInTheDocument();
});

test("a browser that cannot keep books says so", async () => {
  await renderApp("/household");
  expect(await screen.findByText(/keeps stories only over a secure address/)).toBeInTheDocument();
});
