/** What each of the four is doing now, as the key of a sentence and what it names. */
import type { Agent } from "@/lib/events";
import type { Craft, Making } from "@/stories/making";

export interface Sentence {
  key: string;
  page?: number;
  pages?: number;
  count?: number;
}

export function sentenceOf(
  agent: Agent,
  making: Making,
  asked: { pictures: boolean; voice: boolean },
): Sentence {
  switch (agent) {
    case "doc":
      return docSentence(making);
    case "pathfinder":
      if (making.written) return { key: "written" };
      if (making.writing && making.told.length > 0)
        return { key: "writes_page", page: Math.min(making.told.length + 1, making.pages) };
      return { key: making.writing ? "writes" : "waits" };
    case "firefly":
      return asked.pictures ? craftSentence(making.painting, making) : { key: "not_asked" };
    case "lifeline":
      return asked.voice ? craftSentence(making.narrating, making) : { key: "not_asked" };
  }
}

function docSentence(making: Making): Sentence {
  const last = making.pagesReady.at(-1);
  if (making.doc === "page_ready" && last !== undefined) return { key: "page_ready", page: last };
  return { key: making.doc };
}

function craftSentence(craft: Craft, making: Making): Sentence {
  const page = craft.active.at(-1);
  if (page !== undefined) return { key: "works", page };
  if (craft.done.length >= making.pages) return { key: "done" };
  if (making.ended !== null) return { key: "rests", count: craft.done.length, pages: making.pages };
  return { key: making.written || making.told.length > 0 ? "waits_for_page" : "waits" };
}
