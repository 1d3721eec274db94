import { BookOpen, Brush, Mic, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Engine, EnginesHere } from "@/household/api";
import { isAtHome } from "@/household/services";
import { useTranslation } from "@/lib/words";

/** Each craft, and who does it for new stories. */
export function EngineCrafts({ engines }: { engines: EnginesHere }) {
  const { t } = useTranslation("household");
  const judges = engines.safety.filter(({ state }) => state === "ready" || state === "trouble");
  return (
    <dl className="divide-y divide-line rounded-card border border-line bg-panel">
      <Craft icon={<BookOpen />} name={t("engines.words")} engines={engines.storyteller.slice(0, 1)} />
      <Craft icon={<Brush />} name={t("engines.pictures")} engines={engines.illustrator.slice(0, 1)} />
      <Craft icon={<Mic />} name={t("engines.voice")} engines={engines.narrator.slice(0, 1)} />
      <Craft icon={<ShieldCheck />} name={t("engines.safety")} engines={judges} />
    </dl>
  );
}

function Craft({ icon, name, engines }: { icon: ReactNode; name: string; engines: Engine[] }) {
  const { t } = useTranslation("household");
  const saidOf = useSaidOf();
  return (
    <div className="grid grid-cols-[1.25rem_1fr] gap-x-4 px-4 py-3">
      <dt className="col-span-2 grid grid-cols-subgrid items-center font-semibold [&>svg]:size-5 [&>svg]:text-lamp">
        {icon}
        {name}
      </dt>
      {engines.length === 0 && <dd className="col-start-2 text-soft">{t("engines.none")}</dd>}
      {engines.map((engine) => (
        <dd key={engine.id} className="col-start-2 text-soft">
          {saidOf(engine)}
        </dd>
      ))}
    </div>
  );
}

/** Engines that have a sentence of their own. */
const OURS = new Set(["builtin", "painter", "kokoro", "rules", "lifeline"]);

function useSaidOf() {
  const { t } = useTranslation("household");
  return (engine: Engine) => {
    if (OURS.has(engine.id)) return t(`engines.here.${engine.id}`);
    const { name, model } = engine;
    return t(isAtHome(engine) ? "engines.onComputer" : "engines.outside", { name, model });
  };
}
