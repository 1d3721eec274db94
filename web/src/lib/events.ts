/**
 * A book's progress log, followed as it grows.
 *
 * EventSource reconnects by itself while a connection breaks, but gives up for good when an answer is not
 * a stream (a proxy's 502 while the server restarts, or the 204 that says nothing more will come). So a
 * closed source is opened anew after the last line heard, until the server says that work rests.
 */

import type { QueryClient } from "@tanstack/react-query";
import { queryClient } from "@/lib/queries";
import { address } from "@/lib/server";

/** The four who make a book, in the order of their work. */
export const AGENTS = ["doc", "pathfinder", "firefly", "lifeline"] as const;
export type Agent = (typeof AGENTS)[number];
export type Part = "text" | "picture" | "narration";

export const HAPPENINGS = [
  "begun",
  "writing",
  "page_written",
  "written",
  "painting",
  "painted",
  "narrating",
  "sounding",
  "narrated",
  "fell_back",
  "page_ready",
  "redone",
  "redo_failed",
  "ready",
  "cancelled",
  "failed",
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** One line of the log. Which facts it carries depends on what happened. */
export interface StoryEvent {
  id: number;
  happening: Happening;
  agent: Agent;
  /** When it happened, by the server's clock. */
  at: string;
  scene?: number;
  part?: Part;
  title?: string;
  pages?: number;
  /** Seconds each part is expected to take. */
  expects?: Record<Part, number>;
  /** How long what is told took. */
  seconds?: number;
  reason?: string;
  trouble?: string;
  hint?: string;
}

interface Following {
  /** Start after this line; 0 tells the whole log again. */
  after: number;
  onEvent: (event: StoryEvent) => void;
  /** Where the book is kept fresh. */
  cache?: QueryClient;
  /** Work rests: nothing follows until somebody asks for more. */
  onRest?: () => void;
}

/** What leaves a book's document otherwise than it was. */
const CHANGES_THE_BOOK: ReadonlySet<Happening> = new Set([
  "page_written",
  "written",
  "fell_back",
  "painted",
  "narrated",
  "page_ready",
  "redone",
  "redo_failed",
  "ready",
  "cancelled",
  "failed",
]);
const CHANGES_THE_SHELF: ReadonlySet<Happening> = new Set(["written", "ready", "cancelled", "failed"]);

const PATIENCE_MS = [500, 1000, 2000, 4000];
/** Several lines come within a moment of one another; one reading of the book serves them all. */
const GATHERING_MS = 150;

/** Follow the book's log, keeping its entry in the query cache fresh. Returns how to stop. */
export function followStory(
  id: string,
  { after, onEvent, onRest, cache = queryClient }: Following,
): () => void {
  let heard = after;
  let failures = 0;
  let source: EventSource | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;

  function open() {
    source = new EventSource(address(`api/stories/${encodeURIComponent(id)}/events?after=${heard}`));
    source.addEventListener("open", () => {
      failures = 0;
    });
    for (const happening of HAPPENINGS) source.addEventListener(happening, take);
    source.addEventListener("end", rest);
    source.addEventListener("error", () => {
      refresh();
      if (source?.readyState === EventSource.CLOSED) reopen();
    });
  }

  function take(message: MessageEvent<string>) {
    const number = Number(message.lastEventId);
    // A reconnect may tell a line again.
    if (number <= heard) return;
    heard = number;
    const event: StoryEvent = { ...JSON.parse(message.data), id: number, happening: message.type };
    onEvent(event);
    if (CHANGES_THE_BOOK.has(event.happening)) refresh();
    if (CHANGES_THE_SHELF.has(event.happening)) void cache.invalidateQueries({ queryKey: ["stories"] });
  }

  function refresh() {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void cache.invalidateQueries({ queryKey: ["story", id] });
    }, GATHERING_MS);
  }

  function rest() {
    stop();
    void cache.invalidateQueries({ queryKey: ["story", id] });
    onRest?.();
  }

  function reopen() {
    source?.close();
    const patience = PATIENCE_MS[Math.min(failures, PATIENCE_MS.length - 1)];
    failures += 1;
    waiting = setTimeout(async () => {
      if (await nothingFollows(id, heard)) rest();
      else open();
    }, patience);
  }

  function stop() {
    source?.close();
    source = null;
    clearTimeout(waiting);
    clearTimeout(gathering);
    gathering = undefined;
  }

  open();
  return stop;
}

/** Whether the server answers that work rests, which an EventSource cannot tell from a fault. */
async function nothingFollows(id: string, heard: number): Promise<boolean> {
  const asking = new AbortController();
  try {
    const answer = await fetch(address(`api/stories/${encodeURIComponent(id)}/events?after=${heard}`), {
      headers: { Accept: "text/event-stream" },
      signal: asking.signal,
    });
    return answer.status === 204 || answer.status === 404;
  } catch {
    // The server is gone: so may be the answer, and the next opening will tell.
    return false;
  } finally {
    asking.abort();
  }
}
