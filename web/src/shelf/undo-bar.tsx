import type { ReactNode } from "react";
import { Button } from "@/ui/button";

interface UndoBarProps {
  children: ReactNode;
  action: string;
  onAction: () => void;
}

/** What was just done, and the way back, above the thumb. It stays until it is used or the page is left. */
export function UndoBar({ children, action, onAction }: UndoBarProps) {
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-40 flex justify-center px-4 md:bottom-6 md:pl-60">
      <div
        role="status"
        className="pointer-events-auto flex w-full max-w-lg items-center gap-3 rounded-card border border-line bg-raised py-2 pr-2 pl-5 shadow-card"
      >
        <p className="min-w-0 flex-1 leading-snug">{children}</p>
        <Button tone="quiet" onClick={onAction} className="shrink-0 text-lamp">
          {action}
        </Button>
      </div>
    </div>
  );
}
