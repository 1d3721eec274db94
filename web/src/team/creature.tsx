import type { ReactNode } from "react";
import type { Agent } from "@/lib/events";

/** Doc is a scarlet ibis, Pathfinder a white fox under a straw hat, Firefly a platypus by her lamp, Lifeline a kiwi. */
const DRAWINGS: Record<Agent, ReactNode> = {
  doc: (
    <>
      <path d="M47 72v15M57 72v15M43 87h8M53 87h8" className="stroke-soft" strokeWidth="2" />
      <path d="M70 55 87 61 68 69Z" className="fill-scarlet" />
      <path
        d="M29 63c-2-14 9-23 22-21 5 1 9 0 12-4 14 6 18 22 8 32-12 11-39 9-42-7Z"
        className="fill-scarlet"
      />
      <path d="M60 45c7-6 6-16-2-20" className="stroke-scarlet" strokeWidth="9" />
      <circle cx="54" cy="23" r="8" className="fill-scarlet" />
      <path d="M47 22c-13 0-21 9-23 22" className="stroke-soft" strokeWidth="3.4" />
      <path d="M38 62c7-11 22-13 33-4-7 11-22 14-33 4Z" className="fill-black" opacity="0.16" />
      <circle cx="52" cy="21" r="1.8" className="fill-page" />
    </>
  ),
  pathfinder: (
    <>
      <path d="M58 84c18 0 32-12 31-30-5 11-15 14-27 16Z" className="fill-white-gold stroke-soft" />
      <path d="M58 82c16-4 25-18 21-35-3 12-11 16-20 20Z" className="fill-white-gold stroke-soft" />
      <path d="M56 80c11-6 16-20 10-34-1 10-7 15-13 19Z" className="fill-white-gold stroke-soft" />
      <path d="M26 86c-1-16 7-26 18-26s19 10 18 26Z" className="fill-white-gold stroke-soft" />
      <path d="M27 36 23 19l14 9ZM61 36l4-17-14 9Z" className="fill-white-gold stroke-soft" />
      <path
        d="M23 42c0-9 10-13 21-13s21 4 21 13c0 10-12 20-21 22-9-2-21-12-21-22Z"
        className="fill-white-gold stroke-soft"
      />
      <path d="M14 36c10-20 50-20 60 0-16 6-44 6-60 0Z" className="fill-lamp" />
      <path d="M44 21 30 38M44 21l14 17M44 21v19" className="stroke-on-lamp" opacity="0.35" />
      <path d="M33 47q3.5 3 7 0M48 47q3.5 3 7 0" stroke="#3a2f28" strokeWidth="2" />
      <path d="M41.5 55h5L44 58.5Z" fill="#3a2f28" />
    </>
  ),
  firefly: (
    <>
      <circle cx="60" cy="22" r="14" className="fill-lamp" opacity="0.2" />
      <path d="M60 6v10" className="stroke-soft" strokeWidth="2" />
      <circle cx="60" cy="22" r="6" className="fill-lamp" />
      <path d="M72 58c12-4 20 3 18 13-6 5-15 2-20-3Z" className="fill-river" />
      <path d="m77 60 8 9M82 58l6 7M75 66l7 6" className="stroke-page" opacity="0.5" />
      <path d="m36 78-5 9h13l-2-9ZM62 78l-4 9h13l-3-9Z" className="fill-lamp" />
      <path
        d="M18 61c2-14 15-18 28-17 20 0 32 9 32 21-2 12-16 17-32 17-15 0-27-8-28-21Z"
        className="fill-river"
      />
      <path d="M23 58C12 54 4 59 4 65c1 7 13 8 22 3Z" className="fill-lamp" />
      <path d="M8 65c5 1 10 1 15-1" className="stroke-on-lamp" opacity="0.5" />
      <path d="M27 55q3.5 3 7 0" className="stroke-page" strokeWidth="2.2" />
    </>
  ),
  lifeline: (
    <>
      <path d="m48 78-3 10M62 77l4 11M39 88h9M62 88h9" className="stroke-soft" strokeWidth="2.4" />
      <path d="M24 45C14 51 9 60 8 72" className="stroke-lamp" strokeWidth="3.4" />
      <path
        d="M21 41c0-9 11-14 19-8 20-8 43 6 42 26 0 17-16 25-32 22-16-2-23-12-21-26-5-2-8-8-8-14Z"
        className="fill-fern"
      />
      <path
        d="M42 44l5 8M55 42l6 8M67 48l5 9M48 58l5 9M62 58l5 9M39 60l4 8M54 70l4 6"
        className="stroke-black"
        opacity="0.28"
        strokeWidth="2.4"
      />
      <circle cx="29" cy="39" r="2" className="fill-page" />
    </>
  ),
};

/** One of the four as they are, drawn in flat washes. */
export function Creature({ agent, busy = false }: { agent: Agent; busy?: boolean }) {
  return (
    <span
      className={`grid size-24 shrink-0 place-content-center rounded-full border bg-page transition-colors duration-500 ${busy ? "border-lamp" : "border-line"}`}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 96 96"
        fill="none"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={`size-19 ${busy ? "animate-breathe" : ""}`}
      >
        {DRAWINGS[agent]}
      </svg>
    </span>
  );
}
