import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Agent } from "@/lib/events";
import { ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { enginesQuery, say } from "@/team/api";
import { Composer } from "@/team/composer";
import { FirstQuestions } from "@/team/first-questions";
import { useTalk } from "@/team/talk";
import { TalkLine, Thinking } from "@/team/talk-line";
import { Button } from "@/ui/button";
import { Trouble } from "@/ui/trouble";

/** What was said, what is being thought of, and the line to say more on. */
export function Conversation({ agent }: { agent: Agent }) {
  const { t } = useTranslation("team");
  const name = t(`members.${agent}.name`);
  const [typed, setTyped] = useState("");
  const { talk, answered, forgotten, beginAnew } = useTalk(agent);
  const asking = useMutation({
    mutationFn: say,
    onSuccess: (answer, { message }) => answered(message, answer),
    onError: (error, { message }) => {
      if (error instanceof ServerProblem && error.problem.status === 404) forgotten();
      // What was not heard goes back to where it was typed.
      setTyped((now) => now || message);
    },
  });
  const listener = useQuery(enginesQuery).data?.storyteller[0];
  const begun = talk.lines.length > 0 || asking.isPending;

  const send = () => {
    const message = typed.trim();
    if (message === "" || asking.isPending) return;
    asking.mutate({ agent, message, conversation: talk.conversation });
    setTyped("");
  };

  // The latest word stays in sight.
  const end = useRef<HTMLDivElement>(null);
  const said = talk.lines.length + (asking.isPending ? 1 : 0);
  useEffect(() => {
    if (said > 0) end.current?.scrollIntoView?.({ block: "end" });
  }, [said]);

  return (
    // As tall as the window, so that the line to write on always stands at its foot.
    <div className="-mb-12 flex min-h-[calc(100dvh-10.5rem)] flex-col md:min-h-[calc(100dvh-7.5rem)]">
      {begun ? (
        <div role="log" aria-label={t("talk.log", { name })} className="grid gap-6">
          {talk.lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays where it was said
            <TalkLine key={place} line={line} />
          ))}
          {asking.isPending && (
            <>
              <TalkLine line={{ by: "you", text: asking.variables.message }} />
              <Thinking agent={agent} />
            </>
          )}
        </div>
      ) : (
        <FirstQuestions agent={agent} onChoose={setTyped} />
      )}
      {asking.error && (
        <div className="mt-6">
          <Trouble problem={asking.error} />
        </div>
      )}
      <div ref={end} className="mt-6 scroll-mb-56" />
      <Composer name={name} typed={typed} busy={asking.isPending} onChange={setTyped} onSend={send}>
        {listener && (
          <p className="min-w-48 flex-1 text-sm text-soft">
            {listener.leaves.length > 0
              ? t("talk.leaves", { service: listener.name })
              : t("talk.stays", { service: listener.name })}
          </p>
        )}
        {talk.lines.length > 0 && (
          <Button tone="quiet" onClick={beginAnew} disabled={asking.isPending}>
            {t("talk.anew")}
          </Button>
        )}
      </Composer>
    </div>
  );
}
