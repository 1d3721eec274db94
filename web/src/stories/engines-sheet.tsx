import { useTranslation } from "@/lib/words";
import type { Draft } from "@/stories/draft";
import { type Chair, type Choosable, useEngineOption } from "@/stories/engine-choice";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { Sheet } from "@/ui/sheet";

const AUTO = "auto";

type EnginesSheetProps = {
  open: boolean;
  draft: Draft;
  choosable: Choosable[];
  onChange: (changes: Partial<Draft>) => void;
  onClose: () => void;
};

/** Who makes this story, craft by craft, where the house has more than one who could. */
export function EnginesSheet({ open, draft, choosable, onChange, onClose }: EnginesSheetProps) {
  const { t } = useTranslation("stories");
  const option = useEngineOption();
  // A voice belongs to who reads, a style to who paints.
  const choose = (chair: Chair, id: string | null) =>
    onChange({
      [chair]: id,
      ...(chair === "narrator" && { voice: null }),
      ...(chair === "illustrator" && { style: null }),
    });
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t("engines.title")}
      actions={
        <Button tone="gold" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="grid gap-6">
        {choosable.map(({ chair, engines }) => (
          <Choices
            key={chair}
            legend={t(`engines.${chair}`)}
            value={draft[chair] ?? AUTO}
            onChange={(id) => choose(chair, id === AUTO ? null : id)}
            options={[
              { value: AUTO, label: t("engines.auto"), note: engines[0] ? option(engines[0]) : "" },
              ...engines.map((engine) => ({ value: engine.id, label: option(engine) })),
            ]}
          />
        ))}
      </div>
    </Sheet>
  );
}
