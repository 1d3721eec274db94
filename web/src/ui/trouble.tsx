import { CloudMoon } from "lucide-react";
import type { ReactNode } from "react";
import { type Problem, ServerGone, ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";

type TroubleProps = {
  /** The problem as the house told it, or the error a query ended with. */
  problem: Problem | Error;
  onRetry?: () => void;
  /** Another way on, beside trying again. */
  children?: ReactNode;
};

/** The failed face of a view: what is the matter, the way out, and no alarm. */
export function Trouble({ problem, onRetry, children }: TroubleProps) {
  const { t } = useTranslation("ui");
  const { detail, hint } = sentences(problem, t("trouble.gone"), t("trouble.title"));
  return (
    <div role="alert" className="flex gap-4 rounded-card border border-line bg-panel p-5">
      <CloudMoon aria-hidden="true" className="mt-0.5 size-6 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{detail}</p>
        {hint && <p className="mt-1 text-soft">{hint}</p>}
        {(onRetry || children) && (
          <div className="mt-4 flex flex-wrap gap-3">
            {onRetry && <Button onClick={onRetry}>{t("again")}</Button>}
            {children}
          </div>
        )}
      </div>
    </div>
  );
}

function sentences(problem: Problem | Error, gone: string, unknown: string) {
  if (problem instanceof ServerProblem) return problem.problem;
  if (problem instanceof ServerGone) return { detail: gone, hint: null };
  if (problem instanceof Error) return { detail: unknown, hint: null };
  return problem;
}
