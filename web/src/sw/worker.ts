/**
 * The service worker: opens the app without the server, and answers for the books kept on this device.
 *
 * A new version waits until the person asks for it (`lib/offline/app-update`), so a story is never reloaded
 * in the middle. Everything not named here goes to the network untouched, `/api` above all.
 */

import { Places } from "@/lib/offline/book-cache";
import { answerDocument, answerMedia } from "@/sw/books";
import { answerFont } from "@/sw/fonts";
import { answerAsset, answerNavigation, clearOldShells, keepShell } from "@/sw/shell";

declare const self: ServiceWorkerGlobalScope;

const places = new Places(self.registration.scope);

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell(places));
});

self.addEventListener("activate", (event) => {
  // Claiming matters on the first visit only: the page that installed us can then keep a book at once.
  event.waitUntil(clearOldShells(places).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;

  if (request.url.startsWith(places.app)) {
    if (request.mode === "navigate") event.respondWith(answerNavigation(places, request));
    else if (request.url.endsWith(".woff2")) event.respondWith(answerFont(places, request));
    else event.respondWith(answerAsset(places, request));
    return;
  }

  const book = places.bookAt(request.url);
  if (book)
    event.respondWith(
      book.isDocument ? answerDocument(places, request, book.id) : answerMedia(places, request, book.id),
    );
});
