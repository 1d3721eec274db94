/** The stories chosen for tonight, in order. Kept on this device, under the key the Player reads. */

import { useSyncExternalStore } from "react";

const KEY = "sandman.queue";
const listeners = new Set<() => void>();

/** The last text read and what it said, so that an unchanged queue keeps its identity. */
let read: { text: string | null; ids: readonly string[] } = { text: null, ids: [] };

export function tonight(): readonly string[] {
  const text = localStorage.getItem(KEY);
  if (text !== read.text) read = { text, ids: parsed(text) };
  return read.ids;
}

export function useTonight(): readonly string[] {
  return useSyncExternalStore(follow, tonight);
}

export function addTonight(id: string): void {
  if (!tonight().includes(id)) keep([...tonight(), id]);
}

export function removeTonight(id: string): void {
  keep(tonight().filter((other) => other !== id));
}

/** Move a story by `steps` places; past an end it stays at the end. */
export function moveTonight(id: string, steps: number): void {
  const ids = tonight();
  const from = ids.indexOf(id);
  if (from === -1) return;
  const to = Math.max(0, Math.min(ids.length - 1, from + steps));
  keep(ids.toSpliced(from, 1).toSpliced(to, 0, id));
}

function keep(ids: readonly string[]): void {
  localStorage.setItem(KEY, JSON.stringify(ids));
  for (const tell of listeners) tell();
}

function parsed(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  // Other tabs: the browser tells us of what they keep.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
