import { CloudMoon } from "lucide-react";
import type { Engine } from "@/household/api";
import { moment } from "@/lib/time";
import { useTranslation } from "@/lib/words";

/** What went wrong last, in the house's own words, and when. The stories went on without. */
export function LastFault({ fault }: { fault: NonNullable<Engine["fault"]> }) {
  const { t, i18n } = useTranslation("household");
  return (
    <div className="flex gap-3 rounded-card border border-line p-4">
      <CloudMoon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="text-sm text-soft">{t("engines.fault", { when: moment(fault.at, i18n.language) })}</p>
        <p className="font-semibold wrap-anywhere">{fault.said}</p>
        {fault.hint && <p className="text-soft wrap-anywhere">{fault.hint}</p>}
      </div>
    </div>
  );
}
