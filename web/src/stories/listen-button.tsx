import { Square, Volume2 } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { useSound } from "@/stories/use-sound";
import { Button } from "@/ui/button";

type ListenButtonProps = { label: string; fetchAddress: () => Promise<string> };

/** Plays a short sound, and stops it. */
export function ListenButton({ label, fetchAddress }: ListenButtonProps) {
  const { t } = useTranslation("stories");
  const { state, toggle } = useSound(fetchAddress);
  const playing = state === "playing";
  return (
    <div>
      <Button icon={playing ? <Square /> : <Volume2 />} busy={state === "fetching"} onClick={toggle}>
        {playing ? t("listen.stop") : state === "fetching" ? t("listen.fetching") : label}
      </Button>
      {state === "failed" && (
        <p role="status" className="mt-2 text-sm text-danger">
          {t("listen.failed")}
        </p>
      )}
    </div>
  );
}
