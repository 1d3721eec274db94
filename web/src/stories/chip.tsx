import type { ReactNode } from "react";
import type { FieldProblem } from "@/lib/server";

type ChipProps = {
  icon: ReactNode;
  label: string;
  value: string;
  /** Somebody chose it: it is shown in the light. */
  chosen?: boolean;
  error?: FieldProblem | undefined;
  onPress: () => void;
};

/** One setting of the story: what it is now, and a press away from being another. */
export function Chip({ icon, label, value, chosen = false, error, onPress }: ChipProps) {
  const edge = error ? "border-danger" : chosen ? "border-lamp" : "border-line hover:border-edge";
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      data-wrong={error ? true : undefined}
      onClick={onPress}
      className={`flex min-h-14 max-w-full items-center gap-3 rounded-card border bg-panel px-3 sm:px-4 py-2 text-left hover:bg-raised ${edge}`}
    >
      <span
        aria-hidden="true"
        className={`grid shrink-0 [&>svg]:size-5 ${chosen ? "text-lamp" : "text-soft"}`}
      >
        {icon}
      </span>
      <span className="min-w-0 leading-tight">
        <span className="block text-sm text-soft">{label}</span>
        <span className="block text-ink">{value}</span>
        {error && <span className="block text-sm text-danger">{error.detail}</span>}
      </span>
    </button>
  );
}
