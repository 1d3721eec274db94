/**
 * The service worker seen from the page: it is registered after the app has opened, and a newer one is
 * offered, never forced. The banner that offers it stands on the shelf and in the household only.
 */

import { useSyncExternalStore } from "react";

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** Register the worker. Does nothing where the browser allows none (a plain http address in the network). */
export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const app = new URL(".", document.baseURI);
  // A browser that refuses (some private windows do) opens the app all the same, only never without the house.
  const registration = await navigator.serviceWorker
    .register(new URL("sw.js", app), { scope: app.pathname, updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return;
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      // Without a controller this is the first worker ever: nothing is replaced, nothing to say.
      if (coming.state === "installed" && navigator.serviceWorker.controller) offer(coming);
    });
  });
}

function offer(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

/** Let the waiting version take over and open the app anew. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
}

/** Whether a newer version waits. */
export function useUpdateWaiting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== null,
  );
}
