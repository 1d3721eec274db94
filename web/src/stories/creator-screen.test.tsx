import { cleanup, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { ScriptedEvents } from "@/lib/events-script";
import { at, house, isGone, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { builtIn, engines, service } from "@/testing/sample-engines";

vi.setConfig({ testTimeout: 20_000 });

const IDEA = "Mira and the fox look for a button";

beforeEach(() => {
  ScriptedEvents.opened = [];
  vi.stubGlobal("EventSource", ScriptedEvents);
});

/** The wishes that reach the house, and their keys. */
function wishes(answer = () => says({ id: "mira", events: "../api/stories/mira/events" }, 202)) {
  const heard: { body: Record<string, unknown>; key: string | null }[] = [];
  house.use(
    http.post(at("stories"), async ({ request }) => {
      heard.push({
        body: (await request.json()) as Record<string, unknown>,
        key: request.headers.get("Idempotency-Key"),
      });
      return answer();
    }),
  );
  return heard;
}

const ideaBox = () => screen.findByRole("textbox", { name: "What shall the story be about?" });
/** Pasted and not typed: a busy machine takes its time over every key. */
async function say(user: UserEvent, idea: string) {
  await user.click(await ideaBox());
  await user.paste(idea);
}

const begin = () => screen.getByRole("button", { name: "Begin the story" });

test("one sentence is enough to begin a story, and leads to its making", async () => {
  const heard = wishes();
  const { user } = await renderApp("/new");

  await say(user, IDEA);
  await user.click(begin());

  await waitFor(() => expect(window.location.pathname).toBe("/app/making/mira"));
  expect(heard[0]?.body).toMatchObject({ idea: IDEA, language: "en", length: "usual", without: [] });
  cleanup();
  await renderApp("/new");
  expect(await ideaBox()).toHaveValue("");
});

test("with nothing typed the house surprises", async () => {
  const heard = wishes();
  const { user } = await renderApp("/new");

  await user.click(await screen.findByRole("button", { name: "Surprise me" }));

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ idea: "" }));
});

test("Control and Enter begins", async () => {
  const heard = wishes();
  const { user } = await renderApp("/new");

  await say(user, IDEA);
  await user.keyboard("{Control>}{Enter}{/Control}");

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ idea: IDEA }));
});

test("what was typed and chosen survives a reload", async () => {
  const { user } = await renderApp("/new");
  await say(user, IDEA);
  await user.click(screen.getByRole("button", { name: /^Length/ }));
  await user.click(screen.getByRole("radio", { name: /^Long/ }));

  cleanup();
  await renderApp("/new");

  expect(await ideaBox()).toHaveValue(IDEA);
  expect(screen.getByRole("button", { name: /^Length ?Long/ })).toBeVisible();
});

test("an idea to begin from goes into the box", async () => {
  const { user } = await renderApp("/new");
  const ideas = await screen.findByRole("region", { name: "Or begin with one of these" });
  const first = within(ideas).getAllByRole("button")[0] as HTMLElement;
  const idea = first.textContent;

  await user.click(first);

  expect(await ideaBox()).toHaveValue(idea);
});

test("what was understood can be changed and taken out, and the wish says so", async () => {
  const named = (id: string) => ({ id, name: id });
  house.use(
    http.post(at("understand"), () =>
      says({
        understood: {
          ...{ hero: named("fox"), companion: null, place: named("pond"), prop: named("lantern") },
          ...{ feeling: null, lesson: null, wonder: null, weather: null },
        },
        child: "Mira",
        unused: ["button"],
        gentle: { outcome: "fine", said: "" },
      }),
    ),
  );
  const heard = wishes();
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(await screen.findByRole("button", { name: "Take out: pond" }));
  await user.click(screen.getByRole("button", { name: "Change: fox" }));
  await user.click(await screen.findByRole("radio", { name: "owl" }));
  await user.click(screen.getByRole("button", { name: "Done" }));

  const understood = screen.getByRole("region", { name: "What I understood" });
  expect(within(understood).getByText("owl")).toBeVisible();
  expect(within(understood).getByText("lantern")).toBeVisible();
  expect(within(understood).getByText("Mira")).toBeVisible();
  expect(within(understood).getByText("The story could not use “button”.")).toBeVisible();
  expect(within(understood).getByRole("button", { name: "Put back pond" })).toBeVisible();
  await user.click(begin());
  await waitFor(() => expect(heard[0]?.body).toMatchObject({ hero: "owl", without: ["place"] }));
});

test("a child of the house brings its age along", async () => {
  house.use(
    http.get(at("children"), () => says({ children: [{ name: "Léo", age: 8, language: "fr", stories: 3 }] })),
  );
  const heard = wishes();
  const { user } = await renderApp("/new");
  await user.click(await screen.findByRole("button", { name: /^Child/ }));

  await user.click(await screen.findByRole("radio", { name: "Léo" }));
  expect(screen.getByRole("slider", { name: "Age" })).toHaveValue("8");
  await user.click(screen.getByRole("button", { name: "Done" }));
  await user.click(screen.getByRole("button", { name: "Surprise me" }));

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ child: "Léo", age: 8 }));
});

test("what the house cannot take stands beside its field, and nothing typed is lost", async () => {
  wishes(
    () =>
      refuses({
        status: 422,
        detail: "the idea cannot be used",
        errors: [
          { field: "idea", detail: "the idea has 2,400 characters", hint: "say it in a sentence or two" },
          { field: "child", detail: "the child's name has no letters", hint: "" },
        ],
      }) as never,
  );
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(begin());

  const box = await ideaBox();
  await waitFor(() => expect(box).toHaveAccessibleDescription(/2,400 characters.*sentence or two/));
  expect(box).toHaveValue(IDEA);
  expect(box).toHaveFocus();
  expect(screen.getByRole("button", { name: /^Child.*no letters/ })).toBeVisible();

  await say(user, " again");
  expect(box).not.toHaveAccessibleDescription(/2,400/);
});

test("an idea that is not for bedtime is refused in kind words beside it, and is kept", async () => {
  const kind = "There is more hurting in this than a child should take to bed. How about a shared umbrella?";
  wishes(
    () =>
      refuses({
        type: "problems/not-for-bedtime",
        status: 422,
        detail: kind,
        errors: [{ field: "idea", detail: kind, hint: "" }],
      }) as never,
  );
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(begin());

  const box = await ideaBox();
  await waitFor(() =>
    expect(box).toHaveAccessibleDescription(
      `${kind} Your idea is kept. Change it as you like, and begin again.`,
    ),
  );
  expect(box).toHaveValue(IDEA);
  expect(box).toHaveFocus();
  expect(screen.getByText(kind)).not.toHaveClass("text-danger");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what was made gentler in an idea is said before the story begins", async () => {
  const nothing = { hero: null, companion: null, place: null, prop: null };
  house.use(
    http.post(at("understand"), () =>
      says({
        understood: { ...nothing, feeling: null, lesson: null, wonder: null, weather: null },
        child: null,
        unused: [],
        gentle: { outcome: "softened", said: "We made a few things gentler for bedtime." },
      }),
    ),
  );
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  expect(await screen.findByText("We made a few things gentler for bedtime.")).toBeVisible();
  await user.clear(await ideaBox());
  expect(screen.queryByText("We made a few things gentler for bedtime.")).toBeNull();
});

test("who makes the story is a choice only where the house has one, and is remembered", async () => {
  const heard = wishes();
  const { user } = await renderApp("/new");
  await ideaBox();
  expect(screen.queryByRole("button", { name: /^Made by/ })).toBeNull();

  cleanup();
  const keyed = service("mistral", { state: "ready" });
  house.use(http.get(at("engines"), () => says(engines({ storyteller: [keyed, builtIn("builtin")] }))));
  await renderApp("/new");
  await user.click(await screen.findByRole("button", { name: /^Made by ?As the house thinks best/ }));
  const who = within(await screen.findByRole("group", { name: "Who tells it" }));
  expect(who.getByRole("radio", { name: "As the house thinks best Mistral" })).toBeChecked();
  expect(screen.queryByRole("group", { name: "Who paints it" })).toBeNull();
  await user.click(who.getByRole("radio", { name: "The house itself" }));
  await user.click(screen.getByRole("button", { name: "Done" }));
  await user.click(screen.getByRole("button", { name: "Surprise me" }));
  await waitFor(() => expect(heard[0]?.body).toMatchObject({ storyteller: "builtin" }));

  cleanup();
  await renderApp("/new");
  expect(await screen.findByRole("button", { name: /^Made by ?The house itself/ })).toBeVisible();

  // Chosen once, gone now: the house takes whom it has.
  cleanup();
  house.use(http.get(at("engines"), () => says(engines())));
  await renderApp("/new");
  await user.click(await screen.findByRole("button", { name: "Surprise me" }));
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(heard[1]?.body.storyteller ?? "auto").toBe("auto");
});

const moon = {
  name: "moon",
  version: 2,
  style: "moon@2",
  title: "Moonlit",
  trigger: "sndmntls style",
  base: "sd15",
  samples: ["../api/styles/moon/2/samples/1"],
  in_use: false,
  trouble: "",
};

test("a published style is chosen by its picture, and is remembered", async () => {
  house.use(http.get(at("styles"), () => says({ styles: [moon, { ...moon, version: 1, style: "moon@1" }] })));
  const heard = wishes();
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(await screen.findByRole("button", { name: /^Pictures\s*Watercolour/ }));
  const sheet = within(screen.getByRole("dialog", { name: "Pictures" }));
  const choice = await sheet.findByRole("radio", { name: /^Moonlit/ });
  expect(sheet.getAllByRole("radio")).toHaveLength(2);
  expect(sheet.getByRole("radio", { name: /^Watercolour/ })).toBeChecked();
  expect(choice.closest("label")?.querySelector("img")).toHaveAttribute("src", moon.samples[0]);
  await user.click(choice);
  await user.click(sheet.getByRole("button", { name: "Done" }));
  expect(screen.getByRole("button", { name: /^Pictures\s*Moonlit/ })).toBeVisible();
  await user.click(begin());

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ style: "moon", illustrator: "diffusion" }));
  cleanup();
  await renderApp("/new");
  expect(await screen.findByRole("button", { name: /^Pictures\s*Moonlit/ })).toBeVisible();
});

test("the style in use stands there by itself, and the watercolours can be asked for", async () => {
  house.use(http.get(at("styles"), () => says({ styles: [{ ...moon, in_use: true }] })));
  const heard = wishes();
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(await screen.findByRole("button", { name: /^Pictures\s*Moonlit/ }));
  const sheet = within(screen.getByRole("dialog", { name: "Pictures" }));
  expect(sheet.getByRole("radio", { name: "Moonlit Used by this house unless you choose" })).toBeChecked();
  await user.click(sheet.getByRole("radio", { name: /^Watercolour/ }));
  await user.click(sheet.getByRole("button", { name: "Done" }));
  await user.click(begin());

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ style: null, illustrator: "painter" }));
});

test("a style that cannot be painted in says why, and is no choice", async () => {
  const trouble = "the base `sd15` is not there";
  house.use(http.get(at("styles"), () => says({ styles: [{ ...moon, in_use: true, trouble }] })));
  const heard = wishes();
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(await screen.findByRole("button", { name: /^Pictures\s*Watercolour/ }));
  expect(await screen.findByText(trouble)).toBeVisible();
  expect(screen.queryByRole("radio", { name: /^Moonlit/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Done" }));
  await user.click(begin());

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ style: null }));
});

test("a refusal that belongs to no field is told beside the button", async () => {
  wishes(
    () =>
      refuses({ status: 422, detail: "this is not a bedtime story", hint: "try a gentler idea" }) as never,
  );
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(begin());

  expect(await screen.findByRole("alert")).toHaveTextContent("try a gentler idea");
  expect(await ideaBox()).toHaveValue(IDEA);
});

test("a double click and a lost answer are one wish; another wish is another", async () => {
  let tries = 0;
  const heard = wishes(() => {
    tries += 1;
    return (tries === 1 ? isGone() : refuses({ status: 503, detail: "the house is full" })) as never;
  });
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.dblClick(begin());

  await waitFor(() => expect(heard).toHaveLength(2), { timeout: 4_000 });
  expect(await screen.findByRole("alert")).toHaveTextContent("the house is full");
  expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
  expect(heard[0]?.key).toMatch(/\w{8,}/);

  await say(user, " again");
  await user.click(begin());
  await waitFor(() => expect(heard).toHaveLength(3));
  expect(heard[2]?.key).not.toBe(heard[0]?.key);
});

test("a wish the house did not hear is sent by itself when it answers again", async () => {
  let gone = true;
  const heard = wishes(() => (gone ? isGone() : says({ id: "mira", events: "" }, 202)) as never);
  house.use(http.get(at("health"), () => (gone ? isGone() : says({ state: "well" }))));
  const { user } = await renderApp("/new");
  await say(user, IDEA);

  await user.click(begin());

  expect(await screen.findByText(/sent by itself as soon as the house answers/)).toBeInTheDocument();
  expect(await screen.findByText(/The house does not answer. Trying again/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /Waiting for the house/ })).toBeInTheDocument();
  expect(await ideaBox()).toHaveValue(IDEA);

  gone = false;

  await waitFor(() => expect(window.location.pathname).toBe("/app/making/mira"), { timeout: 8_000 });
  expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
});

test("a wish that is changed while the house is gone is not sent as it was", async () => {
  let gone = true;
  const heard = wishes(() => (gone ? isGone() : says({ id: "mira", events: "" }, 202)) as never);
  house.use(http.get(at("health"), () => (gone ? isGone() : says({ state: "well" }))));
  const { user } = await renderApp("/new");
  await say(user, IDEA);
  await user.click(begin());
  await screen.findByText(/sent by itself/);

  await say(user, " and a kite");
  gone = false;

  await waitFor(() => expect(screen.queryByText(/The house does not answer/)).toBeNull(), { timeout: 8_000 });
  expect(heard).toHaveLength(1);
  await user.click(begin());
  await waitFor(() => expect(heard[1]?.body).toMatchObject({ idea: `${IDEA} and a kite` }));
});

test("an idea in another writing is offered its own language", async () => {
  const heard = wishes();
  const { user } = await renderApp("/new");
  await say(user, "はなときつね");

  await user.click(await screen.findByRole("button", { name: "Tell it in 日本語" }));
  await user.click(begin());

  await waitFor(() => expect(heard[0]?.body).toMatchObject({ language: "ja" }));
});
