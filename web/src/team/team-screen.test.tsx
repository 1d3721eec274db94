import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { at, house, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { builtIn, engines, service } from "@/testing/sample-engines";

vi.setConfig({ testTimeout: 20_000 });

const AGENTS = ["doc", "pathfinder", "firefly", "lifeline"];
const introductions = AGENTS.map((agent) => ({
  agent,
  name: agent,
  text: `I am ${agent}, good evening.`,
  voice: `voice-of-${agent}`,
}));

function talks(able: boolean) {
  const members = AGENTS.map((id) => ({
    ...{ id, name: id, does: "", about: "", craft: null },
    skills: id === "doc" ? ["brief", "a_skill_of_a_later_house"] : [],
  }));
  const keyed = engines({ storyteller: [service("mistral", { state: "ready" }), builtIn("builtin")] });
  house.use(
    http.get(at("team"), () => says({ team: members, talks: able })),
    http.get(at("team/introduction"), () => says({ introductions })),
    http.get(at("engines"), () => says(able ? keyed : engines())),
  );
}

/** Every sound that was begun; a test has it end. */
let sounds: HTMLAudioElement[] = [];

beforeEach(() => {
  sessionStorage.clear();
  sounds = [];
  vi.spyOn(HTMLMediaElement.prototype, "play").mockImplementation(async function play(
    this: HTMLAudioElement,
  ) {
    sounds.push(this);
  });
  URL.createObjectURL = () => "blob:sound";
  URL.revokeObjectURL = () => {};
});

const message = (name: string) => screen.findByRole("textbox", { name: `Say something to ${name}` });

test("each of the four stands there with their craft, their own words, and what they can be asked for", async () => {
  talks(true);
  await renderApp("/team");

  const doc = within(await screen.findByRole("article", { name: "Doc" }));
  expect(doc.getByText("Keeps everything together")).toBeVisible();
  expect(await doc.findByText("I am doc, good evening.")).toBeVisible();
  expect(doc.getByText("Can be asked to: make a plan of your wish.")).toBeVisible();
  expect(doc.getByRole("link", { name: "Talk with Doc" })).toHaveAttribute("href", "/app/team/doc");
  expect(screen.getAllByRole("article")).toHaveLength(4);
});

test("they introduce themselves one after the other, each in a voice of their own", async () => {
  talks(false);
  const asked: { voice: string }[] = [];
  house.use(
    http.post(at("narrate"), async ({ request }) => {
      asked.push((await request.json()) as { voice: string });
      return new HttpResponse("sound");
    }),
  );
  const { user } = await renderApp("/team");

  await user.click(await screen.findByRole("button", { name: "Hear them introduce themselves" }));

  for (const [place, name] of ["Doc", "Pathfinder", "Firefly", "Lifeline"].entries()) {
    await waitFor(() => expect(sounds).toHaveLength(place + 1));
    expect(await screen.findByRole("button", { name: `Stop ${name}` })).toBeVisible();
    act(() => void sounds[place]?.dispatchEvent(new Event("ended")));
  }
  expect(await screen.findByRole("button", { name: "Hear them introduce themselves" })).toBeVisible();
  expect(asked.map(({ voice }) => voice)).toEqual(AGENTS.map((agent) => `voice-of-${agent}`));
});

test("a second press is silence", async () => {
  talks(false);
  house.use(http.post(at("narrate"), () => new HttpResponse("sound")));
  const { user } = await renderApp("/team");
  await user.click(await screen.findByRole("button", { name: "Listen to Firefly" }));
  await waitFor(() => expect(sounds).toHaveLength(1));

  await user.click(await screen.findByRole("button", { name: "Stop Firefly" }));

  expect(await screen.findByRole("button", { name: "Listen to Firefly" })).toBeVisible();
});

test("a voice that does not come is told in the house's own sentence", async () => {
  talks(false);
  house.use(http.post(at("narrate"), () => refuses({ status: 503, detail: "the voices are still asleep" })));
  const { user } = await renderApp("/team");

  await user.click(await screen.findByRole("button", { name: "Listen to Doc" }));

  expect(await screen.findByText("the voices are still asleep")).toBeVisible();
  expect(screen.getByRole("button", { name: "Listen to Doc" })).toBeVisible();
});

test("without a language model nobody is made to try: it says what a talk needs, and that stories need nothing", async () => {
  talks(false);
  await renderApp("/team/doc");

  expect(await screen.findByText(/Talking freely needs a language model/)).toBeVisible();
  expect(screen.getByText(/A story needs neither/)).toBeVisible();
  expect(screen.getByRole("link", { name: "See what there is" })).toHaveAttribute(
    "href",
    "/app/household#engines",
  );
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("Doc answers, shows whom he asked, and remembers the conversation through a reload", async () => {
  talks(true);
  const heard: unknown[] = [];
  house.use(
    http.post(at("team/doc/messages"), async ({ request }) => {
      heard.push(await request.json());
      await delay(20);
      return says({
        reply: "A snail it is.",
        conversation_id: "talk-1",
        delegated: [{ agent: "pathfinder", skill: "", asked: "Three snails?", answered: "One is enough." }],
      });
    }),
  );
  const { user } = await renderApp("/team/doc");
  expect(
    await screen.findByText("What you write here is sent to Mistral as it stands, names too."),
  ).toBeVisible();

  await user.click(await message("Doc"));
  await user.paste("A story about a snail?");
  await user.keyboard("{Enter}");

  expect(screen.getByText("Doc is thinking")).toBeVisible();
  const log = within(screen.getByRole("log", { name: "Your talk with Doc" }));
  expect(await log.findByText("A snail it is.")).toBeVisible();
  expect(log.getByText("A story about a snail?")).toBeVisible();
  await user.click(log.getByText("Doc asked Pathfinder"));
  expect(log.getByText("One is enough.")).toBeVisible();
  expect(await message("Doc")).toHaveValue("");

  cleanup();
  await renderApp("/team/doc");
  expect(await screen.findByText("A snail it is.")).toBeVisible();
  await user.click(await message("Doc"));
  await user.paste("And a kite?");
  await user.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(heard).toEqual([
    { message: "A story about a snail?", conversation_id: null },
    { message: "And a kite?", conversation_id: "talk-1" },
  ]);

  await waitFor(() => expect(screen.getByRole("button", { name: "Begin anew" })).toBeEnabled());
  await user.click(screen.getByRole("button", { name: "Begin anew" }));
  expect(screen.queryByText("A snail it is.")).toBeNull();
});

test("what was not heard goes back to where it was typed, with the house's sentence", async () => {
  talks(true);
  house.use(
    http.post(at("team/firefly/messages"), () =>
      refuses({ status: 503, detail: "Mistral does not answer", hint: "try again in a minute" }),
    ),
  );
  const { user } = await renderApp("/team/firefly");
  await user.click(await screen.findByRole("button", { name: "How would you paint a night full of snow?" }));
  expect(await message("Firefly")).toHaveValue("How would you paint a night full of snow?");

  await user.click(screen.getByRole("button", { name: "Send" }));

  expect(await screen.findByRole("alert")).toHaveTextContent("Mistral does not answertry again in a minute");
  expect(await message("Firefly")).toHaveValue("How would you paint a night full of snow?");
});

test("with Ollama nothing that is said leaves the computer", async () => {
  talks(true);
  const ollama = service("ollama", { state: "ready" });
  house.use(http.get(at("engines"), () => says(engines({ storyteller: [ollama, builtIn("builtin")] }))));
  await renderApp("/team/doc");

  expect(await screen.findByText("What you write here stays on this computer.")).toBeVisible();
});
