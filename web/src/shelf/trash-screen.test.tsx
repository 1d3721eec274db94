import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { expect, test } from "vitest";
import { at, house, says } from "@/testing/house";
import { renderApp } from "@/testing/render-app";
import { card, mira } from "@/testing/sample-tales";

const thrown = card({ deleted_at: "2026-11-21T20:00:00Z" });

test("a story is taken back out of the trash", async () => {
  let inTrash = true;
  house.use(
    http.get(at("stories"), () => says({ stories: inTrash ? [thrown] : [], cursor: null })),
    http.post(at("stories/mira/restore"), () => {
      inTrash = false;
      return says(mira);
    }),
  );
  const { user } = await renderApp("/trash");

  await user.click(await screen.findByRole("button", { name: `Take back “${mira.title}”` }));

  expect(await screen.findByText("The trash is empty.")).toBeInTheDocument();
  expect(screen.getByText(`“${mira.title}” is back on the shelf.`)).toBeInTheDocument();
});

test("destroying is asked twice, and only then done", async () => {
  const destroyed: string[] = [];
  house.use(
    http.get(at("stories"), () => says({ stories: destroyed.length > 0 ? [] : [thrown], cursor: null })),
    http.delete(at("stories/mira"), ({ request }) => {
      destroyed.push(new URL(request.url).search);
      return new Response(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/trash");
  const destroy = () => screen.findByRole("button", { name: `Delete “${mira.title}” for good` });

  await user.click(await destroy());
  const question = await screen.findByRole("dialog", { name: "Delete this story for good?" });
  await user.click(within(question).getByRole("button", { name: "Keep it in the trash" }));
  expect(destroyed).toEqual([]);

  await user.click(await destroy());
  await user.click(await screen.findByRole("button", { name: "Delete for good" }));

  await waitFor(() => expect(destroyed).toEqual(["?forever=true"]));
  expect(await screen.findByText("The trash is empty.")).toBeInTheDocument();
});
