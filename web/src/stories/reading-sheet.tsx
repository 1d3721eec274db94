import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/lib/words";
import { voicesQuery } from "@/stories/api";
import type { Language, Scene, Wish } from "@/stories/wire";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { Sheet } from "@/ui/sheet";

/** Paces a page can be read at, as shares of the pace the house would take. */
const PACES = ["1", "0.9", "0.8"] as const;
type Pace = (typeof PACES)[number];

type ReadingSheetProps = {
  open: boolean;
  scene: Scene;
  language: Language;
  onRead: (wish: Wish) => void;
  onClose: () => void;
};

/** How a page is to be read: slower, or by another voice. */
export function ReadingSheet({ open, scene, language, onRead, onClose }: ReadingSheetProps) {
  const { t } = useTranslation("stories");
  const voices = useQuery({ ...voicesQuery(language), enabled: open }).data?.voices ?? [];
  const [pace, setPace] = useState<Pace>("0.9");
  const [voice, setVoice] = useState(scene.narration?.voice ?? "");

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t("reading.title", { page: scene.number })}
      actions={
        <Button
          tone="gold"
          onClick={() => {
            onRead({ pace: Number(pace), ...(voice && { voice }) });
            onClose();
          }}
        >
          {t("reading.read_again")}
        </Button>
      }
    >
      <div className="grid gap-6">
        <Choices
          legend={t("reading.pace")}
          value={pace}
          onChange={setPace}
          options={PACES.map((value) => ({ value, label: t(`reading.paces.${value.replace(".", "_")}`) }))}
        />
        {voices.length > 0 && (
          <Choices
            legend={t("reading.voice")}
            value={voice}
            onChange={setVoice}
            options={voices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
    </Sheet>
  );
}
