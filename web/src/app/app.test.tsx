import { screen, waitFor } from "@testing-library/react";
import { delay, http } from "msw";
import { expect, test, vi } from "vitest";
import { setPreference } from "@/lib/preferences";
import { at, house, isGone, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { card } from "@/testing/sample-tales";

test("the Library opens first, and says where one is", async () => {
  await renderApp("/");

  expect(await screen.findByRole("heading", { level: 1, name: "Library" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Library" })).toHaveAttribute("aria-current", "page");
  expect(document.title).toBe("Library · Sandman Tales");
});

test("going elsewhere gives the focus to the heading that arrives", async () => {
  const { user } = await renderApp("/");

  await user.click(await screen.findByRole("link", { name: "Household" }));

  expect(await screen.findByRole("heading", { level: 1, name: "Household" })).toHaveFocus();
});

test("the Library lies at the app's own address, slash and all", async () => {
  const { user } = await renderApp("/trash");

  const library = await screen.findByRole("link", { name: "Library" });
  expect(library).toHaveAttribute("href", "/app/");
  await user.click(library);

  expect(await screen.findByRole("heading", { level: 1, name: "Library" })).toBeInTheDocument();
  expect(window.location.pathname).toBe("/app/");
});

test("a screen that fails falls alone: the way round stays, and leads on", async () => {
  // React tells the console of every error that a boundary catches.
  vi.spyOn(console, "error").mockImplementation(() => {});
  house.use(http.get(at("children"), () => says({ children: "not a list" })));
  const { user } = await renderApp("/new");
  expect(await screen.findByRole("heading", { name: "Something slipped on this page" })).toBeInTheDocument();

  await user.click(screen.getByRole("link", { name: "Household" }));

  expect(await screen.findByRole("heading", { level: 1, name: "Household" })).toBeInTheDocument();
});

test("an address that leads nowhere leads back", async () => {
  const { user } = await renderApp("/attic");

  await user.click(await screen.findByRole("link", { name: "To the Library" }));

  expect(await screen.findByRole("heading", { level: 1, name: "Library" })).toBeInTheDocument();
});

test("a house that is gone is a calm line, and gone when the house is back", async () => {
  house.use(
    http.get(at("stories"), () => isGone()),
    http.get(at("health"), () => isGone()),
  );
  await renderApp("/");
  expect(await screen.findByText(/The house does not answer. Trying again/)).toBeInTheDocument();

  house.use(
    http.get(at("stories"), async () => {
      await delay(10);
      return says({ stories: [card()], cursor: null });
    }),
    http.get(at("health"), () => says({ state: "well" })),
  );

  await waitFor(() => expect(screen.queryByText(/The house does not answer. Trying again/)).toBeNull(), {
    timeout: 10_000,
  });
}, 20_000);

test("the interface follows the chosen language at once", async () => {
  await renderApp("/", { language: "ja" });
  expect(await screen.findByRole("heading", { level: 1, name: "本棚" })).toBeInTheDocument();
  expect(document.documentElement.lang).toBe("ja");

  setPreference("interface", "fr");

  expect(await screen.findByRole("heading", { level: 1, name: "Bibliothèque" })).toBeInTheDocument();
  expect(document.documentElement.lang).toBe("fr");
});
