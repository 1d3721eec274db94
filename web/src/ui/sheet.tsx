import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "@/lib/words";
import { IconButton } from "@/ui/icon-button";

type SheetProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
};

/** A question or a few settings over the page: from below on phones, a card in the middle of wide screens. */
export function Sheet({ open, onClose, title, children, actions }: SheetProps) {
  const { t } = useTranslation("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);

  // The backdrop belongs to the dialog: a press that lands on the dialog itself missed the card in it.
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={closeOnBackdrop}
      className="sheet mx-auto mt-auto mb-0 w-full max-w-xl overflow-hidden rounded-t-3xl bg-panel text-ink shadow-sheet sm:mb-auto sm:rounded-3xl"
    >
      {open && (
        <div className="flex max-h-[min(85dvh,48rem)] flex-col">
          <header className="flex items-center gap-3 pt-4 pr-3 pb-2 pl-6">
            <h2 id={heading} className="min-w-0 flex-1 text-xl">
              {title}
            </h2>
            <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={onClose} />
          </header>
          <div className="overflow-y-auto overscroll-contain px-6 pt-2 pb-6">{children}</div>
          {actions && (
            <footer className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4 pb-[calc(1rem+env(safe-area-inset-bottom))]">
              {actions}
            </footer>
          )}
        </div>
      )}
    </dialog>
  );
}
