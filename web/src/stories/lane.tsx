import type { Agent } from "@/lib/events";
import { clock } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import type { Sentence } from "@/stories/lane-sentence";
import { about } from "@/stories/time-left";
import { AgentEmblem } from "@/ui/agent-emblem";

type LaneProps = {
  agent: Agent;
  sentence: Sentence;
  busy: boolean;
  /** Pages done and pages in all, for those who work page by page. */
  pages: { done: number; all: number } | null;
  /** Seconds at the task at hand. */
  elapsed: number | null;
  secondsLeft: number | null;
};

/** One of the four: who they are, what they do now, and about how long it will still take. */
export function Lane({ agent, sentence, busy, pages, elapsed, secondsLeft }: LaneProps) {
  const { t } = useTranslation("stories");
  const { key, ...named } = sentence;
  const left = busy && secondsLeft !== null ? about(secondsLeft) : null;
  return (
    <li className="flex items-center gap-4 py-3">
      <AgentEmblem agent={agent} busy={busy} />
      <div className="min-w-0 flex-1 leading-snug">
        <p className="text-sm text-soft">{t(`lanes.${agent}.craft`)}</p>
        <p className="text-balance text-ink">{t(`lanes.${agent}.${key}`, named)}</p>
        {pages && <PageDots done={pages.done} all={pages.all} />}
      </div>
      {busy && elapsed !== null && (
        <p className="max-w-28 shrink-0 text-right text-sm leading-snug text-balance text-soft tabular-nums">
          {clock(elapsed)}
          {left && <span className="block">{t(`left.${left.key}`, left)}</span>}
        </p>
      )}
    </li>
  );
}

/** A dot a page, lit when it is done; the sentence beside it says the same in words. */
function PageDots({ done, all }: { done: number; all: number }) {
  const { t } = useTranslation("stories");
  return (
    <p className="mt-1.5 flex items-center gap-1.5">
      <span className="sr-only">{t("lanes.pages", { done, all })}</span>
      {Array.from({ length: all }, (_, i) => i + 1).map((page) => (
        <span
          key={page}
          aria-hidden="true"
          className={`size-2.5 rounded-full border transition-colors duration-500 ${page <= done ? "border-lamp bg-lamp" : "border-edge"}`}
        />
      ))}
    </p>
  );
}
