import { MessageCircle, Square, Volume2 } from "lucide-react";
import { useId } from "react";
import type { Agent } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import type { Introduction } from "@/team/api";
import { Creature } from "@/team/creature";
import type { Speaking } from "@/team/use-introductions";
import { Button, ButtonLink } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";

/** Skills that have words; another one, of a later house, goes unnamed. */
const KNOWN = new Set([
  ...["brief", "create_bedtime_story", "training_prompts", "caption", "art_direction"],
  ...["cast_voice", "review_story", "review_page", "review_picture", "compare_pictures"],
]);

type MemberCardProps = {
  agent: Agent;
  introduction: Introduction | undefined;
  /** The introduction is on its way. */
  coming: boolean;
  skills: readonly string[];
  speaking: Speaking["state"] | null;
  talks: boolean;
  onHear: () => void;
};

/** One of the four: their mark, what they do, what they say of themselves, and what they can be asked for. */
export function MemberCard(props: MemberCardProps) {
  const { agent, introduction, coming, skills, speaking, talks, onHear } = props;
  const { t, i18n } = useTranslation("team");
  const heading = useId();
  const name = t(`members.${agent}.name`);
  const list = new Intl.ListFormat(i18n.language);
  const known = skills.filter((skill) => KNOWN.has(skill)).map((skill) => t(`skills.${skill}`));

  return (
    <li>
      <article
        aria-labelledby={heading}
        className={`flex h-full flex-col rounded-card border bg-panel p-5 transition-colors duration-500 sm:p-6 ${speaking ? "border-lamp" : "border-line"}`}
      >
        <header className="flex items-center gap-3 lg:gap-4">
          <Creature agent={agent} busy={speaking !== null} />
          <div className="min-w-0">
            <h2 id={heading} className="text-xl break-keep lg:text-2xl">
              {name}
            </h2>
            <p className="text-soft">{t(`members.${agent}.does`)}</p>
          </div>
        </header>
        {introduction && (
          <p lang={i18n.language} className="mt-4 font-story text-lg">
            {introduction.text}
          </p>
        )}
        {coming && (
          <div className="mt-5 grid gap-2.5">
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-4/5" />
          </div>
        )}
        {known.length > 0 && (
          <p className="mt-4 text-sm text-soft">{t("asked_for", { skills: list.format(known) })}</p>
        )}
        <div className="mt-auto flex flex-wrap gap-3 pt-5">
          {introduction && (
            <Button
              icon={speaking ? <Square /> : <Volume2 />}
              busy={speaking === "fetching"}
              aria-label={t(speaking ? "stop_name" : "hear_name", { name })}
              onClick={onHear}
            >
              {t(speaking ? "stop" : "hear")}
            </Button>
          )}
          {talks && (
            <ButtonLink to={`/team/${agent}`} icon={<MessageCircle />}>
              {t("talk.with", { name })}
            </ButtonLink>
          )}
        </div>
      </article>
    </li>
  );
}
