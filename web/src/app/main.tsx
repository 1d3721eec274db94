import "./app.css";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "@/app/app";
import { catalogues } from "@/app/catalogues";
import { keepTheme } from "@/app/theme";
import { registerWorker } from "@/lib/offline/app-update";
import { keepKnocking, queryClient } from "@/lib/queries";
import { basename } from "@/lib/server";
import { setUpWords } from "@/lib/words";

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no place for the app");

keepTheme();
keepKnocking(queryClient);
await setUpWords(catalogues, ["ui", "shelf"]);
createRoot(place).render(
  <BrowserRouter basename={basename()}>
    <App client={queryClient} />
  </BrowserRouter>,
);
void import("./fonts.css");
if (import.meta.env.PROD) void registerWorker();
