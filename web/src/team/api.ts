/** What the screens of the four ask of the house. */
import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/client/schema";
import type { Agent } from "@/lib/events";
import { answered, server } from "@/lib/server";

type Schemas = components["schemas"];

export type Language = Schemas["Language"];
export type Introduction = Schemas["IntroductionHere"];
export type TeamAnswer = Schemas["TeamAnswer"];
export type Delegated = Schemas["DelegatedHere"];

/** A calm pace: a twentieth slower than speech. */
const SPEED = 0.95;

export const teamQuery = queryOptions({
  queryKey: ["team"],
  queryFn: ({ signal }) => answered(server.GET("/api/team", { signal })),
});

/** The four in their own words; they do not change from one visit to the next. */
export const introductionsQuery = (language: Language) =>
  queryOptions({
    queryKey: ["introductions", language],
    queryFn: ({ signal }) =>
      answered(server.GET("/api/team/introduction", { params: { query: { language } }, signal })),
    select: ({ introductions }) => introductions,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Who writes the words now: what is said in a talk goes there. The entry is shared with the household's. */
export const enginesQuery = queryOptions({
  queryKey: ["engines"],
  queryFn: ({ signal }) => answered(server.GET("/api/engines", { signal })),
});

/** Say something to one of the four; `conversation` goes on with what was said before. */
export const say = (said: { agent: Agent; message: string; conversation: string | null }) =>
  answered(
    server.POST("/api/team/{agent}/messages", {
      params: { path: { agent: said.agent } },
      body: { message: said.message, conversation_id: said.conversation },
    }),
  );

/** A text read aloud, as sound. */
export const readAloud = (
  { text, voice, language }: { text: string; voice: string; language: Language },
  signal: AbortSignal,
): Promise<Blob> =>
  answered(
    server.POST("/api/narrate", { body: { text, language, voice, speed: SPEED }, parseAs: "blob", signal }),
  );
