import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { ScriptedEvents } from "@/lib/events-script";
import type { Verdict } from "@/stories/wire";
import { at, house, refuses, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { book, mira } from "@/testing/sample-tales";

vi.setConfig({ testTimeout: 20_000 });

const NEW_WORDS = "The fox showed her the quiet pond.";

beforeEach(() => {
  ScriptedEvents.opened = [];
  vi.stubGlobal("EventSource", ScriptedEvents);
});

function waitingForApproval(different: Parameters<typeof book>[0] = {}) {
  const state = { book: book({ approved_at: null, ...different }) };
  house.use(http.get(at("stories/:id"), () => says(state.book)));
  return state;
}

/** Parts asked for again. */
function redone(answer = () => says({ id: "mira", events: "../events" }, 202)) {
  const asked: { page: string; part: string; wish: unknown }[] = [];
  house.use(
    http.post(at("stories/mira/scenes/:page/:part"), async ({ params, request }) => {
      asked.push({ page: String(params.page), part: String(params.part), wish: await request.json() });
      return answer();
    }),
  );
  return asked;
}

const tell = (...line: Parameters<ScriptedEvents["tell"]>) =>
  act(async () => ScriptedEvents.latest.tell(...line));
const page = (number: number) => screen.findByRole("article", { name: `Page ${number}` });
const words = (number: number) => screen.findByRole("textbox", { name: `Words of page ${number}` });

test("changed words have that page read anew, and no other", async () => {
  const so = waitingForApproval();
  const asked = redone();
  const { user } = await renderApp("/review/mira");

  await user.clear(await words(2));
  await user.click(await words(2));
  await user.paste(NEW_WORDS);
  await user.click(screen.getByRole("button", { name: "Save and read anew" }));

  expect(await within(await page(2)).findByText("Lifeline reads page 2")).toBeVisible();
  expect(within(await page(1)).queryByText(/Lifeline reads/)).toBeNull();
  expect(asked).toEqual([{ page: "2", part: "text", wish: { text: NEW_WORDS } }]);

  so.book = {
    ...so.book,
    scenes: so.book.scenes.map((scene) => (scene.number === 2 ? { ...scene, text: NEW_WORDS } : scene)),
  };
  await tell(40, "narrated", { scene: 2 });
  await tell(41, "redone", { scene: 2, part: "text" });
  await waitFor(() => expect(screen.queryByRole("button", { name: "Save and read anew" })).toBeNull());
  expect(await words(2)).toHaveValue(NEW_WORDS);
  expect(screen.queryByText("Lifeline reads page 2")).toBeNull();
});

test("words that could not be saved stay in their place, through a reload too", async () => {
  waitingForApproval();
  redone(
    () => refuses({ status: 422, detail: "the page is too long", hint: "leave a sentence out" }) as never,
  );
  const { user } = await renderApp("/review/mira");
  await user.click(await words(2));
  await user.paste(" And so on.");
  await user.click(screen.getByRole("button", { name: "Save and read anew" }));

  const alert = await within(await page(2)).findByRole("alert");
  expect(alert).toHaveTextContent("the page is too long");
  expect(alert).toHaveTextContent("leave a sentence out");

  cleanup();
  await renderApp("/review/mira");
  expect(((await words(2)) as HTMLTextAreaElement).value).toContain("And so on.");
});

test("words left as they were ask for nothing", async () => {
  waitingForApproval();
  const { user } = await renderApp("/review/mira");
  await user.click(await words(1));
  await user.paste("Once. ");

  await user.click(screen.getByRole("button", { name: "Leave as it was" }));

  expect(await words(1)).toHaveValue(mira.scenes[0]?.text);
});

test("a page is painted again, and a failure stays on that page", async () => {
  waitingForApproval();
  const asked = redone();
  const { user } = await renderApp("/review/mira");

  await user.click(within(await page(3)).getByRole("button", { name: "Paint again" }));
  expect(await within(await page(3)).findByText("Firefly paints page 3")).toBeVisible();
  expect(asked).toEqual([{ page: "3", part: "picture", wish: {} }]);

  await tell(50, "redo_failed", {
    scene: 3,
    part: "picture",
    trouble: "no memory is left",
    hint: "try again later",
  });
  expect(within(await page(3)).getByRole("alert")).toHaveTextContent("no memory is lefttry again later");
  expect(within(await page(1)).queryByRole("alert")).toBeNull();
});

test("a page is read slower", async () => {
  waitingForApproval();
  const asked = redone();
  const { user } = await renderApp("/review/mira");
  await user.click(within(await page(1)).getByRole("button", { name: "Slower or another voice" }));

  await user.click(await screen.findByRole("radio", { name: "Slow" }));
  await user.click(screen.getByRole("button", { name: "Read it again" }));

  await waitFor(() =>
    expect(asked).toEqual([{ page: "1", part: "narration", wish: { pace: 0.8, voice: "af_heart" } }]),
  );
});

test("an approved book goes to the Library", async () => {
  waitingForApproval();
  const changes: unknown[] = [];
  house.use(
    http.patch(at("stories/mira"), async ({ request }) => {
      changes.push(await request.json());
      return says(book());
    }),
  );
  const { user } = await renderApp("/review/mira");

  await user.click(await screen.findByRole("button", { name: "Approve" }));

  await waitFor(() => expect(window.location.pathname).toBe("/app/"));
  expect(changes).toEqual([{ approved: true }]);
});

test("words that are not saved yet hold the approval back", async () => {
  waitingForApproval();
  const { user } = await renderApp("/review/mira");
  await user.click(await words(2));
  await user.paste(" And so on.");

  await user.click(await screen.findByRole("button", { name: "Approve" }));

  expect(await screen.findByRole("alert")).toHaveTextContent("Page 2 has words that are not saved yet.");
  expect(window.location.pathname).toBe("/app/review/mira");
});

test("the title can be another", async () => {
  waitingForApproval();
  const changes: unknown[] = [];
  house.use(
    http.patch(at("stories/mira"), async ({ request }) => {
      changes.push(await request.json());
      return says(book({ approved_at: null, title: "Mira by the Pond" }));
    }),
  );
  const { user } = await renderApp("/review/mira");
  const title = await screen.findByRole("textbox", { name: "Title" });
  await user.clear(title);
  await user.paste("Mira by the Pond");

  await user.click(screen.getByRole("button", { name: "Save the title" }));

  expect(await screen.findByRole("heading", { level: 1, name: "Mira by the Pond" })).toBeVisible();
  expect(changes).toEqual([{ title: "Mira by the Pond" }]);
});

test("a book put in the trash comes back", async () => {
  waitingForApproval();
  house.use(
    http.delete(at("stories/mira"), () => new HttpResponse(null, { status: 204 })),
    http.post(at("stories/mira/restore"), () => says(book({ approved_at: null }))),
  );
  const { user } = await renderApp("/review/mira");

  await user.click(await screen.findByRole("button", { name: "Put in the trash" }));
  expect(await screen.findByText("“Mira and the Small Fox” is in the trash.")).toBeVisible();

  await user.click(screen.getByRole("button", { name: "Bring it back" }));
  expect(await page(1)).toBeVisible();
});

test("who made a page, and what stood in for what, is said in plain words", async () => {
  const [first] = mira.scenes;
  if (!first) throw new Error("the sample has pages");
  waitingForApproval({
    said_plainly: ["We understood: fox."],
    scenes: [
      {
        ...first,
        made_by: {
          text: { engine: "builtin" },
          picture: { engine: "painter", seconds: 3.2, fallback: "the cloud painter was busy" },
          narration: { engine: "kokoro", voice: "af_heart", seconds: 9 },
        },
      },
      {
        ...first,
        number: 2,
        title: "Page 2",
        made_by: {
          text: { engine: "mistral", model: "mistral-medium-latest", cost: 0.021 },
          picture: { engine: "gemini", seconds: 8, cost: 0.0004 },
          narration: { engine: "elevenlabs", voice: "v-1", voice_name: "Rachel" },
        },
      },
      { ...first, number: 3, title: "Page 3", made_by: { text: { engine: "openai", model: "llama3.2:3b" } } },
    ],
  });
  const { user } = await renderApp("/review/mira");
  expect(await screen.findByText("We understood: fox.")).toBeVisible();

  const made = await page(1);
  await user.click(within(made).getByText("Who made this page"));

  expect(within(made).getByText("the house’s storyteller")).toBeVisible();
  expect(within(made).getByText(/the house’s painter, in 4 sec/)).toBeVisible();
  expect(within(made).getByText(/the cloud painter was busy/)).toBeVisible();
  expect(within(made).getByText("The house stood in: the cloud painter was busy")).toBeVisible();
  expect(await within(made).findByText(/the house’s reader, voice Heart, in 9 sec/)).toBeVisible();

  const outside = within(await page(2));
  expect(outside.getByText("Mistral (mistral-medium-latest) · $0.02")).toBeInTheDocument();
  expect(outside.getByText("Gemini, in 8 sec · <$0.01")).toBeInTheDocument();
  expect(outside.getByText("ElevenLabs, voice Rachel")).toBeInTheDocument();
  expect(within(await page(3)).getByText("the language model llama3.2:3b")).toBeInTheDocument();
});

const fine: Verdict = { layer: "text", judge: "rules", outcome: "fine", reasons: [], said: "" };

/** The sample with what was thought of each page. */
function judged(...pages: Verdict[][]) {
  return mira.scenes.map((scene, place) => ({ ...scene, verdicts: pages[place] ?? [fine] }));
}

test("where all is fine, one quiet line says who looked", async () => {
  waitingForApproval({ scenes: judged([fine, { ...fine, judge: "lifeline" }]) });
  await renderApp("/review/mira");

  expect(await screen.findByText("Looked at by: the house rules and Lifeline.")).toBeVisible();
  expect(within(await page(1)).queryByRole("list")).toBeNull();
  expect(screen.queryByRole("region", { name: "Good to know" })).toBeNull();
});

test("a page says what was made gentler, what nobody could look at, and what to read twice", async () => {
  waitingForApproval({
    scenes: judged(
      [
        { ...fine, outcome: "softened", reasons: ["fear", "a reason of its own"] },
        { ...fine, layer: "prompt", outcome: "softened", reasons: ["weapons"] },
      ],
      [fine, { ...fine, judge: "mistral" }],
      [
        { ...fine, outcome: "unfit", reasons: ["shame"], said: "Somebody is laughed at in this." },
        { ...fine, judge: "mistral", outcome: "unseen", said: "mistral could not look: no answer" },
      ],
    ),
  });
  await renderApp("/review/mira");

  const lines = async (number: number) =>
    within(await page(number))
      .getAllByRole("listitem")
      .map((line) => line.textContent);
  expect(await lines(1)).toEqual([
    "Made gentler: the words and what the picture shows (fright and weapons).",
  ]);
  expect(within(await page(2)).queryByRole("listitem")).toBeNull();
  expect(await lines(3)).toEqual([
    "Worth a second look: the words (being laughed at).Somebody is laughed at in this.",
    "Mistral could not look at this: the words.",
  ]);
});

test("a judge who never answered is told once, and what the idea lost only as it says itself", async () => {
  const away: Verdict = { ...fine, judge: "mistral", outcome: "unseen" };
  const said = "We made a few things gentler for bedtime.";
  waitingForApproval({
    said_plainly: [said],
    verdicts: [
      { ...fine, layer: "input", outcome: "softened", reasons: ["fear"], said },
      { ...fine, judge: "lifeline", outcome: "softened", reasons: [] },
    ],
    scenes: judged([fine, away], [fine, away], [fine, away]),
  });
  await renderApp("/review/mira");

  const good = within(await screen.findByRole("region", { name: "Good to know" }));
  expect(good.getAllByRole("listitem").map((line) => line.textContent)).toEqual([
    said,
    "Made gentler: the story as a whole.",
  ]);
  expect(
    good.getByText("Looked at by: the house rules and Lifeline. Could not look: Mistral."),
  ).toBeVisible();
  expect(within(await page(1)).queryByRole("listitem")).toBeNull();
});
