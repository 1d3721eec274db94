import { useQuery } from "@tanstack/react-query";
import { BookOpen, Brush, Mic } from "lucide-react";
import type { ReactNode } from "react";
import { engines } from "@/household/api";
import { Section } from "@/household/section";
import { useTranslation } from "@/lib/words";
import { Skeleton } from "@/ui/skeleton";
import { Trouble } from "@/ui/trouble";

/** The engines that work on this machine, by the names the house has for them. */
const AT_HOME = ["builtin", "painter", "kokoro"] as const;
type AtHome = (typeof AT_HOME)[number];

interface Engine {
  id: string;
  model: string;
}

/** Who makes the stories, and what that means for the family's words. */
export function Engines() {
  const { t } = useTranslation("household");
  const here = useQuery(engines());
  if (here.isError) {
    return (
      <Section title={t("engines.title")}>
        <Trouble problem={here.error} onRetry={() => void here.refetch()} />
      </Section>
    );
  }
  const { storyteller, illustrator, narrator } = here.data ?? {};
  const working = [storyteller?.[0], illustrator?.[0], narrator?.[0]].filter(
    (engine) => engine !== undefined,
  );
  const stays = here.data !== undefined && working.every(isAtHome);

  return (
    <Section title={t("engines.title")}>
      {here.data && <p>{t(stays ? "engines.stays" : "engines.leaves")}</p>}
      {here.isPending ? (
        <Skeleton className="h-40" />
      ) : (
        <dl className="divide-y divide-line rounded-card border border-line bg-panel">
          <Craft icon={<BookOpen />} name={t("engines.words")} engine={storyteller?.[0]} />
          <Craft icon={<Brush />} name={t("engines.pictures")} engine={illustrator?.[0]} />
          <Craft icon={<Mic />} name={t("engines.voice")} engine={narrator?.[0]} />
        </dl>
      )}
    </Section>
  );
}

function isAtHome(engine: Engine): engine is Engine & { id: AtHome } {
  return AT_HOME.some((id) => id === engine.id);
}

function Craft({ icon, name, engine }: { icon: ReactNode; name: string; engine: Engine | undefined }) {
  const { t } = useTranslation("household");
  return (
    <div className="grid grid-cols-[1.25rem_1fr] gap-x-4 px-4 py-3">
      <dt className="col-span-2 grid grid-cols-subgrid items-center font-semibold [&>svg]:size-5 [&>svg]:text-lamp">
        {icon}
        {name}
      </dt>
      <dd className="col-start-2 text-soft">
        {!engine && t("engines.none")}
        {engine &&
          (isAtHome(engine) ? t(`engines.here.${engine.id}`) : t("engines.other", { id: engine.id }))}
      </dd>
    </div>
  );
}
