import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { engines } from "@/household/api";
import { EngineCrafts } from "@/household/engine-crafts";
import { Section } from "@/household/section";
import { ServiceList } from "@/household/service-list";
import { CRAFTS, isAtHome, isSetUp, servicesOf } from "@/household/services";
import { Spending } from "@/household/spending";
import { useTranslation } from "@/lib/words";
import { Skeleton } from "@/ui/skeleton";
import { Trouble } from "@/ui/trouble";

/** Who makes the stories, and what that means for the family's words. */
export function Engines() {
  const { t } = useTranslation("household");
  const here = useQuery(engines());
  const place = useSoughtPlace(here.data !== undefined);
  if (here.isError && !here.data) {
    return (
      <Section title={t("engines.title")}>
        <Trouble problem={here.error} onRetry={() => void here.refetch()} />
      </Section>
    );
  }
  if (!here.data) {
    return (
      <Section title={t("engines.title")}>
        <Skeleton className="h-40" />
      </Section>
    );
  }
  const services = servicesOf(here.data);
  const working = CRAFTS.flatMap((craft) => here.data[craft].slice(0, 1));
  const keyed = services.some((service) => service.key && isSetUp(service));

  return (
    <Section title={t("engines.title")}>
      <div ref={place.ref} className="scroll-mt-24 space-y-6">
        <p>{t(working.every(isAtHome) ? "engines.stays" : "engines.leaves")}</p>
        <EngineCrafts engines={here.data} />
        {(keyed || here.data.spending.today > 0) && <Spending spending={here.data.spending} />}
        <ServiceList services={services} open={place.sought || services.some(isSetUp)} />
      </div>
    </Section>
  );
}

/** `/household#engines` leads here. */
function useSoughtPlace(there: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  const sought = useLocation().hash === "#engines";
  useEffect(() => {
    if (sought && there) ref.current?.scrollIntoView?.({ block: "start" });
  }, [sought, there]);
  return { ref, sought };
}
