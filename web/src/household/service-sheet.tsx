import { useQueryClient } from "@tanstack/react-query";
import { engines } from "@/household/api";
import { KeyForm } from "@/household/key-form";
import { LastFault } from "@/household/last-fault";
import { LeavesHouse } from "@/household/leaves-house";
import { ModelField } from "@/household/model-field";
import { ServiceState } from "@/household/service-state";
import { isSetUp, type Service } from "@/household/services";
import { Terms } from "@/household/terms";
import { TodaysUse } from "@/household/todays-use";
import { TryEngine } from "@/household/try-engine";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";

type ServiceSheetProps = { service: Service; open: boolean; onClose: () => void };

/** All about one service: what it is good for, what it is told, its key, its model, how it does. */
export function ServiceSheet({ service, open, onClose }: ServiceSheetProps) {
  const { t } = useTranslation("household");
  const { id, key, terms, fault } = service;
  const termsFirst = terms !== null && !terms.accepted;
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t(`engines.services.${id}.name`)}
      actions={
        <Button tone="gold" onClick={onClose}>
          {t("engines.done")}
        </Button>
      }
    >
      <div className="grid gap-6">
        <div>
          <p>{t(`engines.services.${id}.good`)}</p>
          <ServiceState service={service} />
        </div>
        {fault && <LastFault fault={fault} />}
        <LeavesHouse leaves={service.leaves} />
        {terms && <Terms id={id} terms={terms} />}
        {key && <KeyForm id={id} name={service.name} secret={key} disabled={termsFirst} />}
        {id === "ollama" && service.state === "not_found" && <NotFound />}
        {isSetUp(service) && !termsFirst && (
          <>
            <ModelField id={id} model={service.model} models={service.models} />
            <TryEngine id={id} />
            <TodaysUse service={service} />
          </>
        )}
      </div>
    </Sheet>
  );
}

/** Ollama does not answer: what to do, and another look. */
function NotFound() {
  const { t } = useTranslation("household");
  const cache = useQueryClient();
  return (
    <div>
      <p>{t("engines.ollama.notFound")}</p>
      <Button className="mt-3" onClick={() => void cache.invalidateQueries({ queryKey: engines().queryKey })}>
        {t("engines.ollama.again")}
      </Button>
    </div>
  );
}
