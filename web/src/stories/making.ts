/** A book in the making, as its progress log tells it: who works on what, and what has been done. */

import type { Agent, Part, StoryEvent } from "@/lib/events";

/** A craft that makes one part of each page. */
export interface Craft {
  /** Pages under way, the last begun at the end. */
  active: readonly number[];
  /** When the last of them was begun, in ms. */
  since: number | null;
  done: readonly number[];
  /** When the first page was begun and the last one ended, in ms; they tell how fast it truly goes. */
  firstBegun: number | null;
  lastEnded: number | null;
  /** Pages ended since `firstBegun`, and the seconds of work in them. */
  timed: number;
  worked: number;
}

export interface Fallback {
  part?: Part | undefined;
  scene?: number | undefined;
  reason: string;
}

export interface Trouble {
  detail: string;
  hint: string;
  part?: Part | undefined;
}

export interface Making {
  /** The last line taken in. */
  heard: number;
  /** When the present work began, in ms by the server's clock. */
  begun: number | null;
  ended: number | null;
  expects: Readonly<Record<Part, number>> | null;
  title: string;
  pages: number;
  writing: boolean;
  /** Pages whose words are there before the whole story is; empty where it is written at one go. */
  told: readonly number[];
  written: boolean;
  painting: Craft;
  narrating: Craft;
  pagesReady: readonly number[];
  /** What Doc did last. */
  doc: "waits" | "begun" | "page_ready" | "ready" | "cancelled" | "failed";
  fallbacks: readonly Fallback[];
  /** Why the book failed, if it did. */
  trouble: Trouble | null;
  /** Why a page could not be made again, by page. */
  pageTroubles: Readonly<Record<number, Trouble>>;
}

const UNTIMED = { firstBegun: null, lastEnded: null, timed: 0, worked: 0 };
const IDLE: Craft = { active: [], since: null, done: [], ...UNTIMED };

export const NOTHING_YET: Making = {
  heard: 0,
  begun: null,
  ended: null,
  expects: null,
  title: "",
  pages: 6,
  writing: false,
  told: [],
  written: false,
  painting: IDLE,
  narrating: IDLE,
  pagesReady: [],
  doc: "waits",
  fallbacks: [],
  trouble: null,
  pageTroubles: {},
};

/** The making after one more line of the log. */
export function happened(making: Making, event: StoryEvent): Making {
  const at = Date.parse(event.at);
  const next = { ...making, heard: event.id };
  const page = event.scene ?? 0;
  switch (event.happening) {
    case "begun":
      return { ...atWork(next, at), doc: "begun", expects: event.expects ?? making.expects };
    case "writing":
      return { ...atWork(next, at), writing: true };
    case "page_written":
      // Words that are new have no picture and no voice yet, whatever was made for those before them.
      return {
        ...(making.doc === "ready" ? next : unmade(next, page)),
        title: event.title || making.title,
        told: with_(making.told, page),
      };
    case "written":
      return {
        ...next,
        writing: false,
        told: making.told.length > 0 ? upTo(event.pages ?? making.pages) : [],
        written: true,
        title: event.title || making.title,
        pages: event.pages ?? making.pages,
      };
    case "painting":
      return begins(atWork(next, at), "painting", page, at);
    case "painted":
      return { ...next, painting: ends(making.painting, page, at, event.seconds) };
    case "narrating":
      return begins(atWork(next, at), "narrating", page, at);
    case "sounding":
      return next;
    case "narrated":
      return { ...next, narrating: ends(making.narrating, page, at, event.seconds) };
    case "fell_back":
      return {
        ...next,
        // A story that is told anew begins with its first page.
        told: page === 0 && !making.written ? [] : making.told,
        fallbacks: [
          ...making.fallbacks,
          { part: event.part, scene: event.scene, reason: event.reason ?? "" },
        ],
      };
    case "page_ready":
      return {
        ...next,
        // A page that was under way when work was stopped still ends; that is no new beginning.
        doc: making.ended === null ? "page_ready" : making.doc,
        pagesReady: with_(making.pagesReady, page),
      };
    case "redone":
      return { ...restPage(next, page), pageTroubles: without(making.pageTroubles, page) };
    case "redo_failed":
      return {
        ...restPage(next, page),
        pageTroubles: { ...making.pageTroubles, [page]: troubleOf(event) },
      };
    case "ready":
      return { ...resting(next, at), doc: "ready", trouble: null };
    case "cancelled":
      return { ...resting(next, at), doc: "cancelled" };
    case "failed":
      return { ...resting(next, at), doc: "failed", trouble: troubleOf(event) };
  }
}

/** A part asked for again is under way before the first line about it comes. */
export function asked(making: Making, page: number, part: Part): Making {
  const craft = part === "picture" ? "painting" : "narrating";
  return { ...begins(making, craft, page, null), pageTroubles: without(making.pageTroubles, page) };
}

/** Nobody works any more, whatever the last line said. */
export function atRest(making: Making): Making {
  return {
    ...making,
    writing: false,
    painting: { ...making.painting, active: [] },
    narrating: { ...making.narrating, active: [] },
  };
}

/** Who of the four is at work now. */
export function busy(making: Making, agent: Agent): boolean {
  switch (agent) {
    case "doc":
      return making.begun !== null && making.ended === null;
    case "pathfinder":
      return making.writing;
    case "firefly":
      return making.painting.active.length > 0;
    case "lifeline":
      return making.narrating.active.length > 0;
  }
}

/** When the task at hand was begun, in ms; null for one who rests. */
export function busySince(making: Making, agent: Agent): number | null {
  if (!busy(making, agent)) return null;
  if (agent === "firefly") return making.painting.since;
  return agent === "lifeline" ? making.narrating.since : making.begun;
}

function atWork(making: Making, at: number): Making {
  const ready = making.doc === "ready";
  // A page made again is no second making of the book.
  if (ready || (making.begun !== null && making.ended === null)) return making;
  return {
    ...making,
    begun: at,
    ended: null,
    doc: "begun",
    trouble: null,
    // The hours a book lay unfinished say nothing about how fast it is painted.
    painting: { ...making.painting, ...UNTIMED },
    narrating: { ...making.narrating, ...UNTIMED },
  };
}

function resting(making: Making, at: number): Making {
  return { ...atRest(making), ended: at };
}

function begins(making: Making, craft: "painting" | "narrating", page: number, at: number | null): Making {
  const was = making[craft];
  const active = [...was.active.filter((other) => other !== page), page];
  // In a book that was ready, what is made again is there until the new one is.
  const done = making.doc === "ready" ? was.done : was.done.filter((other) => other !== page);
  return { ...making, [craft]: { ...was, active, done, since: at, firstBegun: was.firstBegun ?? at } };
}

/** A page of which nothing but the words is there. */
function unmade(making: Making, page: number): Making {
  const but = (craft: Craft) => ({ ...craft, done: craft.done.filter((other) => other !== page) });
  return {
    ...making,
    painting: but(making.painting),
    narrating: but(making.narrating),
    pagesReady: making.pagesReady.filter((other) => other !== page),
  };
}

function ends(craft: Craft, page: number, at: number, seconds = (at - (craft.since ?? at)) / 1000): Craft {
  return {
    ...craft,
    active: craft.active.filter((other) => other !== page),
    done: with_(craft.done, page),
    lastEnded: at,
    timed: craft.timed + 1,
    worked: craft.worked + seconds,
  };
}

function restPage(making: Making, page: number): Making {
  const active = (craft: Craft) => craft.active.filter((other) => other !== page);
  return {
    ...making,
    painting: { ...making.painting, active: active(making.painting) },
    narrating: { ...making.narrating, active: active(making.narrating) },
  };
}

function troubleOf(event: StoryEvent): Trouble {
  return { detail: event.trouble ?? "", hint: event.hint ?? "", part: event.part };
}

function upTo(pages: number): readonly number[] {
  return Array.from({ length: pages }, (_, i) => i + 1);
}

function with_(pages: readonly number[], page: number): readonly number[] {
  return pages.includes(page) ? pages : [...pages, page].sort((a, b) => a - b);
}

function without<T>(byPage: Readonly<Record<number, T>>, page: number): Record<number, T> {
  const { [page]: _, ...rest } = byPage;
  return rest;
}
