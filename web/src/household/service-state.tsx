import type { Service } from "@/household/services";
import { useTranslation } from "@/lib/words";

/** How a service stands, in plain words; the dot beside them only repeats it. */
export function ServiceState({ service }: { service: Service }) {
  const { t } = useTranslation("household");
  const { state, atWork } = service;
  const dot =
    state === "ready"
      ? "border-lamp bg-lamp"
      : state === "trouble"
        ? "border-danger bg-danger"
        : "border-edge";
  return (
    <span className="mt-1 flex items-center gap-2 text-sm text-soft">
      <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full border ${dot}`} />
      {t(`engines.state.${state === "ready" && atWork ? "at_work" : state}`)}
    </span>
  );
}
