import type { Agent } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import { Creature } from "@/team/creature";

/** Before anything is said: who is there, and what one may begin with. */
export function FirstQuestions({ agent, onChoose }: { agent: Agent; onChoose: (question: string) => void }) {
  const { t } = useTranslation("team");
  return (
    <div>
      <div className="flex items-center gap-4">
        <Creature agent={agent} />
        <p className="text-soft">{t(`members.${agent}.does`)}</p>
      </div>
      <p className="mt-6 text-soft">{t("talk.begin")}</p>
      <ul className="mt-1 divide-y divide-line">
        {(["one", "two"] as const).map((place) => {
          const question = t(`members.${agent}.questions.${place}`);
          return (
            <li key={place}>
              <button
                type="button"
                onClick={() => onChoose(question)}
                className="min-h-11 w-full py-2.5 text-left font-story text-ink decoration-lamp underline-offset-4 hover:underline"
              >
                {question}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
