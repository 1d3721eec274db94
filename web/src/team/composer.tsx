import { SendHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "@/lib/words";
import { GrowingText } from "@/ui/growing-text";
import { IconButton } from "@/ui/icon-button";

type ComposerProps = {
  name: string;
  typed: string;
  busy: boolean;
  onChange: (typed: string) => void;
  onSend: () => void;
  /** What stands beneath the line. */
  children: ReactNode;
};

/** The line to say something on, always at the foot of the page. Enter sends; with Shift it begins a new line. */
export function Composer({ name, typed, busy, onChange, onSend, children }: ComposerProps) {
  const { t } = useTranslation("team");
  return (
    <div className="sticky bottom-[calc(4.0625rem+env(safe-area-inset-bottom))] z-20 -mx-4 mt-auto border-t border-line bg-page px-4 py-3 sm:-mx-8 sm:px-8 md:bottom-0">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
        className="flex items-end gap-2"
      >
        <GrowingText
          aria-label={t("talk.message", { name })}
          placeholder={t("talk.message", { name })}
          maxLength={4000}
          value={typed}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            // While a word is being put together (Japanese, Hindi), Enter ends the word.
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onSend();
          }}
          className="max-h-40 min-h-13 min-w-0 flex-1 rounded-card border border-edge bg-panel px-4 py-3 text-ink placeholder:text-soft"
        />
        <IconButton
          type="submit"
          size="l"
          label={t("talk.send")}
          icon={<SendHorizontal />}
          disabled={typed.trim() === "" || busy}
          className="text-lamp"
        />
      </form>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">{children}</div>
    </div>
  );
}
