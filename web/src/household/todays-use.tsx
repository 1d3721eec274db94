import { useQuery } from "@tanstack/react-query";
import { engines } from "@/household/api";
import type { Service } from "@/household/services";
import { UseBar } from "@/household/use-bar";
import { dollars } from "@/lib/money";
import { date } from "@/lib/time";
import { useTranslation } from "@/lib/words";

const COUNTED = ["calls", "tokens", "characters", "pictures"] as const;

/** What a service did today and what it cost; how much of its plan is used. */
export function TodaysUse({ service: { today, quota, key } }: { service: Service }) {
  const { t, i18n } = useTranslation("household");
  const limit = useQuery(engines()).data?.spending.limit;
  const number = new Intl.NumberFormat(i18n.language);
  const done = COUNTED.filter((what) => today[what] > 0).map((what) =>
    t(`engines.today.${what}`, { count: today[what], shown: number.format(today[what]) }),
  );
  if (today.cost > 0) done.push(dollars(today.cost, i18n.language));
  return (
    <div>
      <h3 className="text-lg">{t("engines.today.title")}</h3>
      <p className="mt-1">{done.length > 0 ? done.join(" · ") : t("engines.today.nothing")}</p>
      {key && limit !== undefined && (
        <p className="mt-1 text-sm text-soft">
          {t("engines.today.limit", { limit: dollars(limit, i18n.language) })}
        </p>
      )}
      {quota && (
        <div className="mt-4">
          <p>
            {t("engines.quota.used", { used: number.format(quota.used), limit: number.format(quota.limit) })}
          </p>
          <UseBar share={quota.limit > 0 ? quota.used / quota.limit : 0} />
          {quota.resets_at && (
            <p className="mt-2 text-sm text-soft">
              {t("engines.quota.renewed", { date: date(quota.resets_at, i18n.language) })}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
