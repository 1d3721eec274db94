/**
 * The books kept on this device, and those on their way: one list for every screen, and the work behind it.
 *
 * Downloads run one after another, across tabs (a lock holds the others back). What a closed tab interrupted is taken up again by `mendDownloads`.
 */

import {
  DOWNLOADS_CHANNEL,
  type DownloadRecord,
  keptIds,
  Places,
  readRecord,
} from "@/lib/offline/book-cache";
import { isWhole, type KeptDocument, versionOf } from "@/lib/offline/book-contents";
import { BookGone, keepBook } from "@/lib/offline/keep-book";
import { fetchLettersOf, keepEarlyFonts } from "@/lib/offline/kept-fonts";

/** A book on this device, or on its way there. */
export interface Download {
  id: string;
  state: "waiting" | "fetching" | "kept" | "stopped";
  /** How much has been fetched, 0..1. */
  part: number;
  /** Null until the book is whole. */
  record: DownloadRecord | null;
}

export type Downloads = ReadonlyMap<string, Download>;

let downloads: Downloads = new Map();
let reading: Promise<void> | null = null;
const running = new Map<string, AbortController>();
const listeners = new Set<() => void>();
const otherTabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(DOWNLOADS_CHANNEL);

/** Whether this browser can keep books at all: it does so only for secure addresses (https, or this very machine). */
export function canKeepBooks(): boolean {
  return typeof caches !== "undefined" && "serviceWorker" in navigator;
}

export function currentDownloads(): Downloads {
  return downloads;
}

export function onDownloadsChange(listener: () => void): () => void {
  if (listeners.size === 0) otherTabs?.addEventListener("message", rereadDownloads);
  listeners.add(listener);
  void readDownloads();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) otherTabs?.removeEventListener("message", rereadDownloads);
  };
}

/** Read what lies in the caches, once; later changes come through this file or from another tab. */
export function readDownloads(): Promise<void> {
  reading ??= canKeepBooks() ? rereadDownloads() : Promise.resolve();
  return reading;
}

async function rereadDownloads(): Promise<void> {
  const places = here();
  const found = new Map<string, Download>();
  for (const id of await keptIds(caches, places)) {
    const record = await readRecord(caches, places, id);
    const ours = downloads.get(id);
    const busy = ours && (ours.state === "waiting" || ours.state === "fetching");
    found.set(id, busy ? ours : { id, state: record ? "kept" : "stopped", part: record ? 1 : 0, record });
  }
  for (const [id, ours] of downloads) {
    if (running.has(id) && !found.has(id)) found.set(id, ours);
  }
  publish(found);
}

/**
 * Keep the whole book on this device: document, pictures, sound and letters. Resolves when it is whole.
 *
 * Raises what `keepBook` raises; the list then says "stopped", and what came in stays for the next attempt.
 */
export async function downloadBook(id: string): Promise<void> {
  if (running.has(id)) return;
  const control = new AbortController();
  running.set(id, control);
  change(id, { state: "waiting", part: 0 });
  const { signal } = control;
  try {
    const record = await navigator.locks.request("sandman.keep", { signal }, () => fetchWhole(id, signal));
    change(id, { state: "kept", part: 1, record });
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof BookGone) await forget(id);
    else change(id, { state: "stopped" });
    throw error;
  } finally {
    if (running.get(id) === control) running.delete(id);
    otherTabs?.postMessage(id);
  }
}

async function fetchWhole(id: string, signal: AbortSignal): Promise<DownloadRecord> {
  const report = (facts: Partial<Download>) => {
    if (!signal.aborted) change(id, facts);
  };
  report({ state: "fetching" });
  // Without this the browser may clear the books when the disk runs low; a refusal changes nothing else.
  await navigator.storage.persist();
  const places = here();
  const onProgress = (part: number) => report({ part });
  const record = await keepBook(id, { caches, places, fetch: window.fetch.bind(window), signal, onProgress });
  const book = await offlineBook(id);
  if (book) {
    const text = [book.title, ...book.scenes.map((scene) => scene.text)].join(" ");
    await fetchLettersOf(text, book.language);
    await keepEarlyFonts(places);
  }
  return record;
}

/** Take the book off this device; one on its way stops. */
export async function removeDownload(id: string): Promise<void> {
  if (!canKeepBooks()) return;
  running.get(id)?.abort();
  running.delete(id);
  await forget(id);
  otherTabs?.postMessage(id);
}

async function forget(id: string): Promise<void> {
  await caches.delete(here().bookCache(id));
  const left = new Map(downloads);
  left.delete(id);
  publish(left);
}

/** The kept document of a whole book, or null. Its addresses are the server's; the worker answers them. */
export async function offlineBook(id: string): Promise<KeptDocument | null> {
  if (!canKeepBooks()) return null;
  const places = here();
  if (!(await readRecord(caches, places, id))) return null;
  const cache = await caches.open(places.bookCache(id));
  const kept = await cache.match(places.document(id));
  return kept ? ((await kept.json()) as KeptDocument) : null;
}

/**
 * Bring the kept books in line with the house: finish the interrupted, fetch the edited again, drop the destroyed.
 *
 * Meant for a moment when the server answers; if it does not after all, everything stays as it is.
 */
export async function mendDownloads(): Promise<void> {
  await readDownloads();
  for (const { id, state, record } of downloads.values()) {
    if (state !== "kept" && state !== "stopped") continue;
    const answer = await fetch(here().document(id), { cache: "no-cache" });
    if (answer.status === 404 || answer.status === 410) {
      await removeDownload(id);
    } else if (answer.ok) {
      const book = (await answer.json()) as KeptDocument;
      const same = record?.version === versionOf(book);
      if (!same && isWhole(book)) await downloadBook(id);
    }
  }
}

function change(id: string, facts: Partial<Download>): void {
  const before = downloads.get(id) ?? { id, state: "waiting", part: 0, record: null };
  publish(new Map(downloads).set(id, { ...before, ...facts }));
}

function publish(next: Downloads): void {
  downloads = next;
  for (const listener of listeners) listener();
}

function here(): Places {
  return new Places(new URL(".", document.baseURI).href);
}
