import { DoorClosed, Send } from "lucide-react";
import type { Engine } from "@/household/api";
import { useTranslation } from "@/lib/words";

/** What a service is told, and what it is not. */
export function LeavesHouse({ leaves }: { leaves: Engine["leaves"] }) {
  const { t } = useTranslation("household");
  const said = leaves.length > 0 ? leaves : (["nothing"] as const);
  const Icon = leaves.length > 0 ? Send : DoorClosed;
  return (
    <div>
      <h3 className="text-lg">{t("engines.leavesTitle")}</h3>
      <ul className="mt-1.5 grid gap-1.5">
        {said.map((what) => (
          <li key={what} className="flex gap-3">
            <Icon aria-hidden="true" className="mt-1 size-4 shrink-0 text-lamp" />
            {t(`engines.leavesWhat.${what}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
