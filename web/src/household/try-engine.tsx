import { Check, CloudMoon } from "lucide-react";
import { type Tried, useTestEngine } from "@/household/api";
import { roughly } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { Trouble } from "@/ui/trouble";

/** One small call, to see whether a service answers. */
export function TryEngine({ id }: { id: string }) {
  const { t } = useTranslation("household");
  const test = useTestEngine();
  return (
    <div>
      <Button busy={test.isPending} onClick={() => test.mutate(id)}>
        {t(test.isPending ? "engines.test.trying" : "engines.test.try")}
      </Button>
      <div role="status">{test.data && !test.isPending && <Outcome tried={test.data} />}</div>
      {test.error && (
        <div className="mt-3">
          <Trouble problem={test.error} />
        </div>
      )}
    </div>
  );
}

function Outcome({ tried }: { tried: Tried }) {
  const { t, i18n } = useTranslation("household");
  const Icon = tried.works ? Check : CloudMoon;
  return (
    <div className="mt-3 flex gap-3">
      <Icon
        aria-hidden="true"
        className={`mt-0.5 size-5 shrink-0 ${tried.works ? "text-lamp" : "text-danger"}`}
      />
      <div className="min-w-0">
        <p className="font-semibold wrap-anywhere">{tried.said}</p>
        {tried.hint && <p className="text-soft wrap-anywhere">{tried.hint}</p>}
        <p className="text-sm text-soft">
          {t("engines.test.took", { time: roughly(tried.seconds, i18n.language) })}
        </p>
      </div>
    </div>
  );
}
