import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { at, house, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { builtIn, engine, engines, service } from "@/testing/sample-engines";

vi.setConfig({ testTimeout: 20_000 });

const SECRET = "sk-not-a-true-key-1a2b";
const KEPT = { set: true, ending: "…1a2b", from: "house" as const };

/** What the house says of its engines; a test moves it on. */
function stands(different: Parameters<typeof engines>[0] = {}) {
  const so = { engines: engines(different) };
  house.use(http.get(at("engines"), () => says(so.engines)));
  return so;
}

const withMistral = (different: Parameters<typeof service>[1] = {}) => ({
  storyteller: [
    service("mistral", { state: "ready", key: KEPT, ...different }),
    builtIn("builtin"),
    service("openai"),
    service("ollama"),
  ],
});

async function openService(user: UserEvent, name: RegExp) {
  await user.click(await screen.findByRole("button", { name }));
  return within(await screen.findByRole("dialog"));
}

const fold = () => screen.findByText("Services with a key of your own");

test("a house without keys says that all works at home, and folds the services away", async () => {
  await renderApp("/household");

  expect(await screen.findByText(/Nothing your family writes leaves the house/)).toBeVisible();
  expect(screen.getByText("Our own storyteller, here in the house")).toBeVisible();
  expect(screen.getByText("The house rules, here in the house")).toBeVisible();
  expect((await fold()).closest("details")).not.toHaveAttribute("open");
  expect(screen.queryByText(/of at most/)).toBeNull();
});

test("the services lie open where somebody was sent to them", async () => {
  await renderApp("/household#engines");

  expect((await fold()).closest("details")).toHaveAttribute("open");
});

test("a key goes in and is never shown again but for its end", async () => {
  const so = stands();
  const heard: unknown[] = [];
  house.use(
    http.put(at("engines/mistral/key"), async ({ request }) => {
      heard.push(await request.json());
      so.engines = engines(withMistral());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/household");
  await user.click(await fold());
  const sheet = await openService(user, /^Mistral/);
  expect(sheet.getByText("Your idea, without the child’s name.")).toBeVisible();
  expect(sheet.queryByRole("button", { name: "Try it" })).toBeNull();

  const field = sheet.getByLabelText("Key");
  expect(field).toHaveAttribute("type", "password");
  await user.click(field);
  await user.paste(`  ${SECRET}\n`);
  await user.click(sheet.getByRole("button", { name: "Keep this key" }));

  expect(await sheet.findByText("A key is kept here: …1a2b")).toBeVisible();
  expect(heard).toEqual([{ key: SECRET }]);
  expect(sheet.getByLabelText("Another key")).toHaveValue("");
  expect(document.body.innerHTML).not.toContain(SECRET);
  expect(screen.getByText("The key is kept.")).toBeInTheDocument();
  expect(sheet.getByText("At work for new stories")).toBeVisible();
  expect(sheet.getByRole("button", { name: "Try it" })).toBeVisible();
});

test("a key that the house cannot take is told beside the field, which keeps what was pasted", async () => {
  house.use(
    http.put(at("engines/mistral/key"), () =>
      refuses({
        status: 422,
        detail: "the key cannot be used",
        errors: [{ field: "key", detail: "a key has no spaces within", hint: "copy it once more" }],
      }),
    ),
  );
  const { user } = await renderApp("/household#engines");
  const sheet = await openService(user, /^Mistral/);
  await user.click(sheet.getByLabelText("Key"));
  await user.paste("not a key");

  await user.click(sheet.getByRole("button", { name: "Keep this key" }));

  await waitFor(() => expect(sheet.getByLabelText("Key")).toHaveAccessibleDescription(/no spaces within/));
  expect(sheet.getByLabelText("Key")).toHaveValue("not a key");
});

test("a key is removed only when asked twice", async () => {
  const so = stands(withMistral());
  let removed = 0;
  house.use(
    http.delete(at("engines/mistral/key"), () => {
      removed += 1;
      so.engines = engines();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/household");
  const sheet = await openService(user, /^Mistral/);

  await user.click(sheet.getByRole("button", { name: "Remove the key" }));
  expect(sheet.getByRole("button", { name: "Leave it" })).toHaveFocus();
  expect(removed).toBe(0);
  await user.click(sheet.getByRole("button", { name: "Remove it" }));

  await waitFor(() => expect(sheet.queryByText(/A key is kept here/)).toBeNull());
  expect(removed).toBe(1);
  expect(sheet.getByText("No key yet")).toBeVisible();
  // Where one stood stays open, so that one finds one's way back.
  expect((await fold()).closest("details")).toHaveAttribute("open");
});

test("a key out of the environment cannot be changed here, and says so", async () => {
  stands(withMistral({ key: { set: true, ending: "…9z8y", from: "environment" } }));
  const { user } = await renderApp("/household");
  const sheet = await openService(user, /^Mistral/);

  expect(sheet.getByText(/MISTRAL_API_KEY: …9z8y\. It can only be changed there/)).toBeVisible();
  expect(sheet.queryByLabelText(/key/i)).toBeNull();
  expect(sheet.queryByRole("button", { name: "Remove the key" })).toBeNull();
});

test("a test says what the house found, with the hint and the seconds", async () => {
  stands(withMistral());
  house.use(
    http.post(at("engines/mistral/test"), async () => {
      await delay(20);
      return says({ works: false, said: "Mistral refuses the key", hint: "copy it anew", seconds: 0.4 });
    }),
  );
  const { user } = await renderApp("/household");
  const sheet = await openService(user, /^Mistral/);

  await user.click(sheet.getByRole("button", { name: "Try it" }));

  expect(sheet.getByRole("button", { name: "Trying it", busy: true })).toBeVisible();
  expect(await sheet.findByText("Mistral refuses the key")).toBeVisible();
  expect(sheet.getByText("copy it anew")).toBeVisible();
  expect(sheet.getByText("Answered in 1 sec")).toBeVisible();
});

test("another model is chosen by its name", async () => {
  const so = stands(withMistral());
  const heard: unknown[] = [];
  house.use(
    http.patch(at("engines/mistral"), async ({ request }) => {
      heard.push(await request.json());
      so.engines = engines(withMistral({ model: "mistral-large-latest" }));
      return says(service("mistral", { model: "mistral-large-latest" }));
    }),
  );
  const { user } = await renderApp("/household");
  const sheet = await openService(user, /^Mistral/);
  const model = sheet.getByLabelText("Model");
  await user.clear(model);
  await user.click(model);
  await user.paste("mistral-large-latest");

  await user.click(sheet.getByRole("button", { name: "Use this model" }));

  await waitFor(() => expect(sheet.queryByRole("button", { name: "Use this model" })).toBeNull());
  expect(heard).toEqual([{ model: "mistral-large-latest" }]);
  expect(sheet.getByLabelText("Model")).toHaveValue("mistral-large-latest");
});

test("Gemini asks a grown-up for a word on its terms before it takes a key", async () => {
  const so = stands();
  house.use(
    http.patch(at("engines/gemini"), async ({ request }) => {
      expect(await request.json()).toEqual({ terms_accepted: true });
      const accepted = service("gemini", { terms: { accepted: true, url: "https://terms.test/gemini" } });
      so.engines = engines({ illustrator: [builtIn("painter"), accepted] });
      return says(accepted);
    }),
  );
  const { user } = await renderApp("/household#engines");
  const sheet = await openService(user, /^Gemini/);
  expect(sheet.getByText(/people under 18/)).toBeVisible();
  expect(sheet.getByRole("link", { name: "Read the terms at Google" })).toHaveAttribute(
    "href",
    "https://terms.test/gemini",
  );
  expect(sheet.queryByLabelText("Key")).toBeNull();

  await user.click(sheet.getByRole("checkbox", { name: /I am an adult/ }));

  expect(await sheet.findByLabelText("Key")).toBeVisible();
  expect(sheet.getByRole("checkbox")).toBeChecked();
});

test("today's use, the plan that is left, and the last trouble are told in plain words", async () => {
  const today = { calls: 12, tokens: 0, characters: 4300, pictures: 0, cost: 0.42 };
  stands({
    narrator: [
      service("elevenlabs", {
        state: "trouble",
        key: KEPT,
        today,
        quota: { used: 12_000, limit: 30_000, resets_at: "2026-12-01T00:00:00Z" },
        fault: {
          said: "ElevenLabs has no letters left",
          hint: "the plan begins anew soon",
          at: "2026-11-20T18:30:00Z",
        },
      }),
      builtIn("kokoro"),
    ],
    spending: { today: 0.42, limit: 5 },
  });
  const { user } = await renderApp("/household");
  expect(await screen.findByText("Today $0.42, of at most $5.00")).toBeVisible();
  expect(screen.getByText("ElevenLabs, outside the house")).toBeVisible();
  expect(screen.queryByText(/Nothing your family writes leaves the house/)).toBeNull();

  const sheet = await openService(user, /^ElevenLabs.*In trouble; the house steps in/);

  expect(sheet.getByText("All services together: at most $5.00 a day.")).toBeVisible();
  expect(sheet.getByText("12 calls · 4,300 letters read · $0.42")).toBeVisible();
  expect(sheet.getByText("12,000 of 30,000 characters of your plan are used.")).toBeVisible();
  expect(sheet.getByText("It begins anew on December 1, 2026.")).toBeVisible();
  expect(sheet.getByText("ElevenLabs has no letters left")).toBeVisible();
  expect(sheet.getByText(/Last trouble, November 20, 2026/)).toBeVisible();
  expect(sheet.getByText(/with the child’s name, so that the voice can say it/)).toBeVisible();
});

test("Ollama is found by itself, wants no key, and tells nobody anything", async () => {
  const so = stands();
  const { user } = await renderApp("/household#engines");
  const sheet = await openService(user, /^Ollama.*Not found on this computer/);
  expect(sheet.getByText("Nothing. Everything stays on this computer.")).toBeVisible();
  expect(sheet.queryByLabelText("Key")).toBeNull();

  const found = service("ollama", {
    ...{ state: "ready", model: "llama3.2:3b" },
    models: ["llama3.2:3b", "mistral-nemo:latest"],
  });
  so.engines = engines({ storyteller: [found, builtIn("builtin"), service("mistral")] });
  await user.click(sheet.getByRole("button", { name: "Look again" }));

  expect(await sheet.findByText("At work for new stories")).toBeVisible();
  expect(sheet.getByRole("radio", { name: "llama3.2:3b" })).toBeChecked();
  expect(sheet.getByRole("radio", { name: "mistral-nemo:latest" })).toBeInTheDocument();
  await user.click(sheet.getByRole("button", { name: "Done" }));
  expect(screen.getByText("Ollama (llama3.2:3b), on this computer")).toBeVisible();
  expect(screen.getByText(/Nothing your family writes leaves the house/)).toBeVisible();
});

test("whoever judges is named under safety", async () => {
  stands({
    safety: [
      builtIn("rules"),
      service("mistral", { name: "Mistral moderation", state: "ready", key: KEPT }),
      engine("lifeline", { leaves: ["pages_masked"] }),
    ],
  });
  await renderApp("/household");

  expect(await screen.findByText("The house rules, here in the house")).toBeVisible();
  expect(screen.getByText("Mistral moderation, outside the house")).toBeVisible();
  expect(screen.getByText("Lifeline, who reads it all once more")).toBeVisible();
});
