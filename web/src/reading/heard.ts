/** Where each book was left, told to the house; kept on this device while the house cannot be reached. */

import type { components } from "@/client/schema";
import type { Heard } from "@/lib/reader/reading";
import { root } from "@/lib/server";

type Changes = components["schemas"]["Changes"];

const KEY = "sandman.heard";

/** Keep the place, and tell it; a later place of the same book takes over one that was never told. */
export function tellHeard(id: string, heard: Heard): void {
  keep({ ...untold(), [id]: heard });
  void tellUntold();
}

/** Tell what could not be told before. Quiet when the house does not answer: it is tried again. */
export async function tellUntold(): Promise<void> {
  for (const [id, heard] of Object.entries(untold())) {
    if (!(await told(id, heard))) return;
    const left = untold();
    // Told meanwhile anew: then the newer place is still to be told.
    if (JSON.stringify(left[id]) === JSON.stringify(heard)) {
      delete left[id];
      keep(left);
    }
  }
}

async function told(id: string, heard: Heard): Promise<boolean> {
  const change: Changes = { heard };
  try {
    const answer = await fetch(`${root()}api/stories/${id}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(change),
      // It must outlive the page: the last place is told when the page goes away.
      keepalive: true,
    });
    // A book that is gone, or a place it does not take, would be refused for ever.
    return answer.status < 500;
  } catch {
    return false;
  }
}

/** Where the book was left according to this device, when the house has not been told yet. */
export function untoldPlace(id: string): Heard | null {
  return untold()[id] ?? null;
}

function untold(): Record<string, Heard> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, Heard>) : {};
  } catch {
    return {};
  }
}

function keep(places: Record<string, Heard>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(places));
  } catch {
    // No room to keep it: it is told now or not at all.
  }
}
