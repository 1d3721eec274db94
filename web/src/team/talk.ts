/** A talk with one of the four, kept in this window until it is closed or begun anew. */
import { useCallback, useState } from "react";
import type { Agent } from "@/lib/events";
import type { Delegated, TeamAnswer } from "@/team/api";

export type Line = { by: "you"; text: string } | { by: Agent; text: string; delegated: readonly Delegated[] };

export interface Talk {
  /** How the house knows it; null until it has begun. */
  conversation: string | null;
  lines: readonly Line[];
}

const NOTHING_SAID: Talk = { conversation: null, lines: [] };

export function useTalk(agent: Agent) {
  const address = `sandman.talk.${agent}`;
  const [talk, setTalk] = useState(() => kept(address));

  const answered = useCallback(
    (said: string, { reply, conversation_id, delegated }: TeamAnswer) => {
      setTalk(({ lines }) => {
        const answer: Line = { by: agent, text: reply, delegated };
        const next = {
          conversation: conversation_id,
          lines: [...lines, { by: "you", text: said } as const, answer],
        };
        keep(address, next);
        return next;
      });
    },
    [agent, address],
  );

  /** The house knows nothing of it any more: what is said next begins another. */
  const forgotten = useCallback(() => setTalk((was) => ({ ...was, conversation: null })), []);

  const beginAnew = useCallback(() => {
    setTalk(NOTHING_SAID);
    keep(address, NOTHING_SAID);
  }, [address]);

  return { talk, answered, forgotten, beginAnew };
}

function kept(address: string): Talk {
  try {
    const talk: unknown = JSON.parse(sessionStorage.getItem(address) ?? "null");
    return isTalk(talk) ? talk : NOTHING_SAID;
  } catch {
    // Storage is forbidden, or somebody else wrote there: begin afresh.
    return NOTHING_SAID;
  }
}

function keep(address: string, talk: Talk): void {
  try {
    sessionStorage.setItem(address, JSON.stringify(talk));
  } catch {
    // Storage is full or forbidden: the talk holds until the page is left.
  }
}

function isTalk(value: unknown): value is Talk {
  return typeof value === "object" && value !== null && "lines" in value && Array.isArray(value.lines);
}
