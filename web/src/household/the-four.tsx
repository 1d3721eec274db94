import { Section } from "@/household/section";
import { AGENTS } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import { AgentEmblem } from "@/ui/agent-emblem";
import { ButtonLink } from "@/ui/button";

/** The four who make every book, and the way to them. */
export function TheFour() {
  const { t } = useTranslation("household");
  return (
    <Section title={t("four.title")} note={t("four.note")}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        <div className="flex gap-2">
          {AGENTS.map((agent) => (
            <AgentEmblem key={agent} agent={agent} />
          ))}
        </div>
        <ButtonLink to="/team">{t("four.meet")}</ButtonLink>
      </div>
    </Section>
  );
}
