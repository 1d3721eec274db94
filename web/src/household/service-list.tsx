import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { ServiceSheet } from "@/household/service-sheet";
import { ServiceState } from "@/household/service-state";
import type { Service } from "@/household/services";
import { useTranslation } from "@/lib/words";

/** Services that a family may use and needs not: folded away until one is set up. */
export function ServiceList({ services, open }: { services: Service[]; open: boolean }) {
  const { t } = useTranslation("household");
  // A fold that closed by itself when the last key is removed would hide where one was.
  const [unfolded, setUnfolded] = useState(open);
  useEffect(() => {
    if (open) setUnfolded(true);
  }, [open]);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <details open={unfolded} onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
        <summary className="inline-flex min-h-11 items-center font-semibold underline decoration-line underline-offset-4 hover:decoration-lamp">
          {t("engines.fold")}
        </summary>
        <p className="mt-1 mb-4 text-soft">{t("engines.foldNote")}</p>
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
          {services.map((service) => (
            <li key={service.id}>
              <button
                type="button"
                aria-haspopup="dialog"
                onClick={() => setChosen(service.id)}
                className="flex w-full items-center gap-3 bg-panel py-3 pr-3 pl-4 text-left -outline-offset-3 hover:bg-raised"
              >
                <span className="min-w-0 flex-1 leading-snug">
                  <span className="block font-semibold">{t(`engines.services.${service.id}.name`)}</span>
                  <span className="block text-soft">{t(`engines.services.${service.id}.good`)}</span>
                  <ServiceState service={service} />
                </span>
                <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft" />
              </button>
            </li>
          ))}
        </ul>
      </details>
      {services.map((service) => (
        <ServiceSheet
          key={service.id}
          service={service}
          open={chosen === service.id}
          onClose={() => setChosen(null)}
        />
      ))}
    </>
  );
}
