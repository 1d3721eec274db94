import { AGENTS, type Agent } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import { Lane } from "@/stories/lane";
import { sentenceOf } from "@/stories/lane-sentence";
import { busy, busySince, type Making } from "@/stories/making";
import { StoodIn } from "@/stories/stood-in";
import type { Clock } from "@/stories/use-making-clock";

type LanesProps = {
  making: Making;
  asked: { pictures: boolean; voice: boolean };
  clock: Clock;
};

/** The four at work, a lane each. */
export function Lanes({ making, asked, clock }: LanesProps) {
  const { t } = useTranslation("stories");
  const pagesOf = (agent: Agent) => {
    if (agent === "pathfinder" && making.told.length > 0)
      return { done: making.told.length, all: making.pages };
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
      <StoodIn fallbacks={making.fallbacks} />
    </section>
  );
}
