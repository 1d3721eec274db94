import type { ReactNode } from "react";
import type { Agent } from "@/lib/events";

/** Doc keeps the moon in sight, Pathfinder finds the way, Firefly brings the light, Lifeline the voice. */
const DRAWINGS: Record<Agent, ReactNode> = {
  doc: (
    <>
      <path d="M30 10a15 15 0 1 0 8 24 13 13 0 0 1-8-24Z" className="fill-lamp" />
      <path d="M36 13l1.2 3.3 3.3 1.2-3.3 1.2L36 22l-1.2-3.3-3.3-1.2 3.3-1.2Z" className="fill-ink" />
      <path d="M14 41c5 2 15 2 20 0" className="stroke-soft" />
    </>
  ),
  pathfinder: (
    <>
      <path d="M5 37c7-6 12-8 19-8s13 3 19 8v4H5Z" className="fill-raised" />
      <path d="M17 41c0-5 12-6 11-11-1-4-9-4-8-9 1-4 7-5 12-6" className="stroke-lamp" strokeWidth="3" />
      <path d="M33 17V8l6 2.5-6 3" className="fill-lamp stroke-lamp" />
      <path d="M6 36c8-6 14-7.5 20-7.500S38 31 43 36" className="stroke-soft" />
    </>
  ),
  firefly: (
    <>
      <circle cx="24" cy="31" r="11" className="fill-lamp" opacity="0.22" />
      <path d="M24 20c4 0 6 4 6 9s-2.5 9-6 9-6-4-6-9 2-9 6-9Z" className="fill-lamp" />
      <path
        d="M23 21C16 12 9 12 8 16s6 8 14 7M25 21c7-9 14-9 15-5s-6 8-14 7"
        className="fill-raised stroke-soft"
      />
      <circle cx="24" cy="18" r="3.6" className="fill-ink" />
      <path d="M22.5 15c-1-3-3-4-5-4M25.5 15c1-3 3-4 5-4" className="stroke-ink" />
    </>
  ),
  lifeline: (
    <>
      <path
        d="M24 38C14 31 9 26 9 19.5 9 15 12.5 12 16.5 12c3.2 0 5.8 1.8 7.5 4.800C25.7 13.8 28.3 12 31.5 12c4 0 7.5 3 7.5 7.500C39 26 34 31 24 38Z"
        className="fill-raised stroke-soft"
      />
      <path d="M4 25h11l3-6 5 12 4-9 2 3h15" className="stroke-lamp" strokeWidth="2.6" />
    </>
  ),
};

/** s: beside a line of words; m: beside a lane. */
const SIZES = {
  s: { ring: "size-8", mark: "size-6" },
  m: { ring: "size-13", mark: "size-10" },
};

type AgentEmblemProps = { agent: Agent; busy?: boolean; size?: keyof typeof SIZES };

/** The mark of one of the four, drawn in two washes. */
export function AgentEmblem({ agent, busy = false, size = "m" }: AgentEmblemProps) {
  return (
    <span
      className={`grid shrink-0 place-content-center rounded-full border bg-panel transition-colors duration-500 ${SIZES[size].ring} ${busy ? "border-lamp" : "border-line"}`}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 48 48"
        fill="none"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={`${SIZES[size].mark} ${busy ? "animate-breathe" : ""}`}
      >
        {DRAWINGS[agent]}
      </svg>
    </span>
  );
}
