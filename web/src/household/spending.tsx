import type { EnginesHere } from "@/household/api";
import { UseBar } from "@/household/use-bar";
import { dollars } from "@/lib/money";
import { useTranslation } from "@/lib/words";

/** What engines with keys have cost today, beside what they may. */
export function Spending({ spending: { today, limit } }: { spending: EnginesHere["spending"] }) {
  const { t, i18n } = useTranslation("household");
  const money = (amount: number) => dollars(amount, i18n.language);
  return (
    <div>
      <p>{t("engines.spending", { today: money(today), limit: money(limit) })}</p>
      <UseBar share={limit > 0 ? today / limit : 0} />
      <p className="mt-2 text-sm text-soft">{t("engines.spendingNote")}</p>
    </div>
  );
}
