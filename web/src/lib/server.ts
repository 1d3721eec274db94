/** The way to the house: one typed client, one way to read its answers, one way to notice that it is gone. */
import createClient from "openapi-fetch";
import { useSyncExternalStore } from "react";
import type { paths } from "@/client/schema";
import { KEPT_HEADER } from "@/lib/offline/book-cache";

/** An RFC 9457 problem document, in the sentences of the house. */
export type Problem = {
  type?: string;
  title: string;
  status: number;
  detail: string;
  hint?: string | null;
  errors?: FieldProblem[];
};

export type FieldProblem = { field: string; detail: string; hint?: string | null };

/** The house answered, and said no. */
export class ServerProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ServerProblem";
  }

  /** What was wrong with one field, if anything. */
  about(field: string): FieldProblem | undefined {
    return this.problem.errors?.find((error) => error.field === field);
  }
}

/** The house did not answer. */
export class ServerGone extends Error {
  constructor(options?: ErrorOptions) {
    super("the house does not answer", options);
    this.name = "ServerGone";
  }
}

/** The root below which `app/` and `api/` lie, wherever a proxy or tunnel has put them. Ends in a slash. */
export function root(): string {
  return new URL("../", new URL("./", document.baseURI)).href;
}

/** The path below which the app's own routes lie: the router's basename. Ends in a slash, as the Library's address does. */
export function basename(): string {
  return new URL("./", document.baseURI).pathname;
}

/**
 * Where an address found in an answer leads. Addresses in answers are relative to the request that was
 * answered; all of them climb to the root first, so what is left after the climb is enough.
 */
export function address(path: string): string {
  return new URL(path.replace(/^(\.{1,2}\/)+|^\/+/, ""), root()).href;
}

export const server = createClient<paths>({
  baseUrl: root().replace(/\/$/, ""),
  // Looked up for each request, so that a test or a service worker may stand in its place.
  fetch: (request) => globalThis.fetch(request),
});

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/**
 * The data of an answer: `await answered(server.GET("/api/stories"))`.
 *
 * Throws ServerProblem when the house says no, ServerGone when it does not answer. A request that was
 * given up (AbortError) is thrown on as it is.
 */
export async function answered<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await asked;
  } catch (error) {
    if (wasGivenUp(error)) throw error;
    markServer("gone");
    throw new ServerGone({ cause: error });
  }
  const { data, error, response } = answer;
  if (response.ok) {
    // An answer out of this device's own keeping says nothing of the house.
    markServer(response.headers.has(KEPT_HEADER) ? "gone" : "here");
    return data as Data;
  }
  if (isProblem(error)) {
    markServer("here");
    throw new ServerProblem(error);
  }
  // A proxy that stands before a house that is gone answers in its own words.
  if (response.status >= 502 && response.status <= 504) {
    markServer("gone");
    throw new ServerGone();
  }
  throw new ServerProblem({
    title: response.statusText,
    status: response.status,
    detail: response.statusText,
  });
}

function wasGivenUp(error: unknown): boolean {
  return typeof error === "object" && error !== null && "name" in error && error.name === "AbortError";
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "detail" in value && "status" in value;
}

let gone = false;
const listeners = new Set<() => void>();

/** For those who speak to the house by other means (events, media): say whether it answered. */
export function markServer(state: "here" | "gone"): void {
  if (gone === (state === "gone")) return;
  gone = state === "gone";
  for (const tell of listeners) tell();
}

export function serverIsGone(): boolean {
  return gone;
}

export function onServerChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the last word from the house is missing; the shell shows a calm banner while it is. */
export function useServerGone(): boolean {
  return useSyncExternalStore(onServerChange, serverIsGone);
}
