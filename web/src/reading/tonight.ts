/** Tonight's stories, as the Library chose them. Kept on this device as a list of ids. */

const KEY = "sandman.queue";

function tonight(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** The story after `id`, or the first one where `id` is not among tonight's; null when all are told. */
export function nextTonight(id: string): string | null {
  const ids = tonight();
  return ids[ids.indexOf(id) + 1] ?? null;
}

/** `id` has been told to its end. */
export function toldTonight(id: string): void {
  localStorage.setItem(KEY, JSON.stringify(tonight().filter((other) => other !== id)));
}
