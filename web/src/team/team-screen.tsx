import { useQuery } from "@tanstack/react-query";
import { AudioLines, Square } from "lucide-react";
import { AGENTS } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import { introductionsQuery, teamQuery } from "@/team/api";
import { MemberCard } from "@/team/member-card";
import { NeedsModel } from "@/team/needs-model";
import { useIntroductions } from "@/team/use-introductions";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Trouble } from "@/ui/trouble";

/** The four who make every book: who they are, in their own words and voices, and what they can be asked for. */
export function TeamScreen() {
  const { t, i18n } = useTranslation("team");
  const team = useQuery(teamQuery);
  const introductions = useQuery(introductionsQuery(i18n.language));
  const { speaking, problem, hear, stop } = useIntroductions(i18n.language);
  const all = introductions.data;
  const talks = team.data?.talks ?? false;

  return (
    <Page title={t("title")} back="/household" wide>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <p className="max-w-prose min-w-64 flex-1 text-soft">{t("note")}</p>
        {all && (
          <Button
            tone="gold"
            icon={speaking ? <Square /> : <AudioLines />}
            onClick={() => (speaking ? stop() : void hear(all))}
          >
            {t(speaking ? "stop" : "hear_all")}
          </Button>
        )}
      </div>
      {problem && (
        <div className="mt-6">
          <Trouble problem={problem} />
        </div>
      )}
      {team.error && !team.data && (
        <div className="mt-6">
          <Trouble problem={team.error} onRetry={() => void team.refetch()} />
        </div>
      )}
      <ul className="mt-8 grid gap-5 sm:grid-cols-2">
        {AGENTS.map((agent) => {
          const introduction = all?.find((other) => other.agent === agent);
          const its = speaking?.agent === agent ? speaking.state : null;
          return (
            <MemberCard
              key={agent}
              agent={agent}
              introduction={introduction}
              coming={introductions.isPending}
              skills={team.data?.team.find(({ id }) => id === agent)?.skills ?? []}
              speaking={its}
              talks={talks}
              onHear={() => (its ? stop() : introduction && void hear([introduction]))}
            />
          );
        })}
      </ul>
      {team.data && !talks && (
        <div className="mt-8">
          <NeedsModel />
        </div>
      )}
    </Page>
  );
}
