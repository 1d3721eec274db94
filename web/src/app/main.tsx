import "./app.css";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "@/app/app";
import { catalogues } from "@/app/catalogues";
import { keepTheme } from "@/app/theme";
import { registerWorker } from "@/lib/offline/app-update";
import { keepKnocking, queryClient } from "@/lib/queries";
import { whenQuiet } from "@/lib/quiet";
import { basename } from "@/lib/server";
import { setUpWords } from "@/lib/words";
import { askForShelf } from "@/shelf/first-look";

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no place for the app");

keepTheme();
keepKnocking(queryClient);
// The Library is what most evenings open: its books come while its words do.
if (location.pathname === basename()) askForShelf(queryClient, location.search);
await setUpWords(catalogues, ["ui", "shelf"]);
// Without transitions a filter that is pressed goes before the cards still being drawn.
createRoot(place).render(
  <BrowserRouter basename={basename()} useTransitions={false}>
    <App client={queryClient} />
  </BrowserRouter>,
);
whenQuiet(() => {
  void import("./fonts.css");
  if (import.meta.env.PROD) void registerWorker();
});
