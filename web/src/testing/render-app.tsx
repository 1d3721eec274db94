import { act, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { BrowserRouter } from "react-router";
import { onTestFinished } from "vitest";
import { App } from "@/app/app";
import { catalogues } from "@/app/catalogues";
import { type InterfaceLanguage, setPreference } from "@/lib/preferences";
import { createQueryClient, keepKnocking } from "@/lib/queries";
import { basename, markServer } from "@/lib/server";
import { setUpWords } from "@/lib/words";

const FEATURES = ["ui", "stories", "shelf", "reading", "household", "team"];

/**
 * The whole app at a path, with the real router, against the house of `house.ts`:
 * `const { user } = await renderApp("/trash")`. Words are English unless another language is given.
 */
export async function renderApp(
  path = "/",
  { language = "en" }: { language?: InterfaceLanguage } = {},
): Promise<{ user: UserEvent }> {
  setPreference("interface", language);
  markServer("here");
  await setUpWords(catalogues, FEATURES);
  window.history.replaceState(null, "", `${basename()}${path.slice(1)}`);
  const client = createQueryClient();
  const retries = client.getDefaultOptions().queries;
  client.setDefaultOptions({ queries: { ...retries, retryDelay: 20 } });
  onTestFinished(keepKnocking(client));
  await act(async () => {
    render(
      <BrowserRouter basename={basename()}>
        <App client={client} />
      </BrowserRouter>,
    );
  });
  return { user: userEvent.setup() };
}
