import type { Agent } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import { Lane } from "@/stories/lane";
import { sentenceOf } from "@/stories/lane-sentence";
import { busy, busySince, type Making } from "@/stories/making";
import type { Clock } from "@/stories/use-making-clock";

const AGENTS: readonly Agent[] = ["doc", "pathfinder", "firefly", "lifeline"];

type LanesProps = {
  making: Making;
  asked: { pictures: boolean; voice: boolean };
  clock: Clock;
};

/** The four at work, a lane each. */
export function Lanes({ making, asked, clock }: LanesProps) {
  const { t } = useTranslation("stories");
  const pagesOf = (agent: Agent) => {
    if (agent === "firefly" && asked.pictures)
      return { done: making.painting.done.length, all: making.pages };
    if (agent === "lifeline" && asked.voice) return { done: making.narrating.done.length, all: making.pages };
    return null;
  };
  const elapsed = (agent: Agent) => {
    const since = busySince(making, agent);
    return since === null || clock.elapsed === null ? null : Math.max(0, (clock.at - since) / 1000);
  };
  return (
    <section aria-labelledby="lanes">
      <h2 id="lanes" className="text-xl">
        {t(making.doc === "ready" ? "lanes.title_done" : "lanes.title")}
      </h2>
      <ul className="mt-1 divide-y divide-line">
        {AGENTS.map((agent) => (
          <Lane
            key={agent}
            agent={agent}
            sentence={sentenceOf(agent, making, asked)}
            busy={busy(making, agent)}
            pages={pagesOf(agent)}
            // Doc works as long as the book does; the head of the page tells that.
            elapsed={agent === "doc" ? null : elapsed(agent)}
            secondsLeft={clock.left[agent]}
          />
        ))}
      </ul>
      {making.fallbacks.length > 0 && (
        <ul className="mt-2 grid gap-2 border-t border-line pt-4 text-soft">
          {making.fallbacks.map(({ scene, reason }) => (
            <li key={`${scene} ${reason}`}>
              {scene === undefined
                ? t("fell_back.story", { reason })
                : t("fell_back.page", { page: scene, reason })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
