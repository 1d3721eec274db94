import { MoonStar } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";

type BeginBarProps = {
  state: "idle" | "sending" | "waiting";
  /** Nothing was typed or chosen. */
  surprise: boolean;
  onBegin: () => void;
  children?: ReactNode;
};

/** The one thing to press, always under the thumb on phones. It says what it is doing. */
export function BeginBar({ state, surprise, onBegin, children }: BeginBarProps) {
  const { t } = useTranslation("stories");
  const label =
    state === "sending"
      ? "begin.sending"
      : state === "waiting"
        ? "begin.waiting"
        : surprise
          ? "begin.surprise"
          : "begin.begin";
  return (
    <div className="sticky bottom-[calc(4.0625rem+env(safe-area-inset-bottom))] z-20 -mx-4 border-t border-line bg-page px-4 py-3 sm:-mx-8 sm:px-8 md:bottom-0 lg:static lg:mx-0 lg:border-t-0 lg:px-0 lg:py-0">
      {children}
      <Button
        tone="gold"
        size="l"
        icon={<MoonStar />}
        busy={state !== "idle"}
        onClick={onBegin}
        className="w-full lg:w-auto"
      >
        {t(label)}
      </Button>
    </div>
  );
}
