import { CircleAlert, Info, Moon } from "lucide-react";
import type { ReactNode } from "react";

type Tone = "calm" | "waiting" | "trouble";

const ICONS = { calm: Info, waiting: Moon, trouble: CircleAlert };

/** One line across the page that a person may want to know. */
export function Banner({ tone, children, action }: { tone: Tone; children: ReactNode; action?: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-raised px-4 py-3 text-ink sm:px-8">
      <Icon
        aria-hidden="true"
        className={`size-5 shrink-0 ${tone === "trouble" ? "text-danger" : "text-lamp"} ${tone === "waiting" ? "animate-breathe" : ""}`}
      />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
