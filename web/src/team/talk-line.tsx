import { useEffect, useState } from "react";
import type { Agent } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import type { Delegated } from "@/team/api";
import type { Line } from "@/team/talk";
import { AgentEmblem } from "@/ui/agent-emblem";

const PATIENCE_MS = 8_000;

/** What somebody said; whom an agent asked before answering stands small above the answer. */
export function TalkLine({ line }: { line: Line }) {
  const { t } = useTranslation("team");
  if (line.by === "you") {
    return (
      <div className="ml-auto max-w-[85%] rounded-card bg-raised px-4 py-3">
        <p className="sr-only">{t("talk.you")}</p>
        <p className="whitespace-pre-line wrap-anywhere">{line.text}</p>
      </div>
    );
  }
  return (
    <div className="flex gap-3">
      <AgentEmblem agent={line.by} size="s" />
      <div className="min-w-0 flex-1">
        <p className="sr-only">{t(`members.${line.by}.name`)}</p>
        {line.delegated.length > 0 && (
          <div className="mb-3 border-l-2 border-line pl-3 text-sm text-soft">
            {line.delegated.map((asked, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was asked stays where it was asked
              <AskedAnother key={place} by={line.by} asked={asked} />
            ))}
          </div>
        )}
        <p className="font-story text-lg whitespace-pre-line wrap-anywhere">{line.text}</p>
      </div>
    </div>
  );
}

/** "Doc asked Firefly", and what came of it for whoever wants to know. */
function AskedAnother({ by, asked }: { by: Agent; asked: Delegated }) {
  const { t } = useTranslation("team");
  const names = { name: t(`members.${by}.name`), other: t(`members.${asked.agent}.name`) };
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center gap-2 hover:text-ink">
        <AgentEmblem agent={asked.agent} size="s" />
        <span className="underline decoration-line underline-offset-4">{t("talk.asked", names)}</span>
      </summary>
      <p className="wrap-anywhere">{asked.asked}</p>
      <p className="mt-1 mb-3 text-ink whitespace-pre-line wrap-anywhere">{asked.answered}</p>
    </details>
  );
}

/** Somebody is thinking; said once more, kindly, when it takes long. */
export function Thinking({ agent }: { agent: Agent }) {
  const { t } = useTranslation("team");
  const name = t(`members.${agent}.name`);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="flex items-center gap-3 text-soft">
      <AgentEmblem agent={agent} busy size="s" />
      {t(long ? "talk.still" : "talk.thinking", { name })}
    </div>
  );
}
