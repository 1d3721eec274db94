import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { AGENTS } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import { teamQuery } from "@/team/api";
import { Conversation } from "@/team/conversation";
import { NeedsModel } from "@/team/needs-model";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { Trouble } from "@/ui/trouble";

/** A quiet talk with one of the four: `/team/doc`. */
export function TalkScreen() {
  const { t } = useTranslation("team");
  const { agent: asked = "" } = useParams();
  const team = useQuery(teamQuery);
  const agent = AGENTS.find((one) => one === asked) ?? "doc";

  return (
    <Page title={t(`members.${agent}.name`)} back="/team">
      {team.error && !team.data && <Trouble problem={team.error} onRetry={() => void team.refetch()} />}
      {team.isPending && <Skeleton className="h-40" />}
      {team.data && (team.data.talks ? <Conversation key={agent} agent={agent} /> : <NeedsModel />)}
    </Page>
  );
}
