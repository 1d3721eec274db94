import { useQuery } from "@tanstack/react-query";
import type { FieldProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { childrenQuery } from "@/stories/api";
import type { Draft, Pronoun } from "@/stories/draft";
import { band } from "@/stories/minutes";
import { OLDEST, YOUNGEST } from "@/stories/wire";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { Field } from "@/ui/field";
import { Sheet } from "@/ui/sheet";
import { Slider } from "@/ui/slider";

const SOMEBODY_ELSE = "";
const GUESS = "guess";

type ChildSheetProps = {
  open: boolean;
  draft: Draft;
  age: number;
  errors: { child: FieldProblem | undefined; age: FieldProblem | undefined };
  onChange: (changes: Partial<Draft>) => void;
  onClose: () => void;
};

/** Who the story is for: a child of the house or a new name, how to speak of them, and how old they are. */
export function ChildSheet({ open, draft, age, errors, onChange, onClose }: ChildSheetProps) {
  const { t } = useTranslation("stories");
  const known = useQuery({ ...childrenQuery, enabled: open }).data?.children ?? [];
  const isKnown = known.some((child) => child.name === draft.child);

  const chooseKnown = (name: string) => {
    const child = known.find((child) => child.name === name);
    onChange(child ? { child: child.name, age: child.age } : { child: "" });
  };

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t("child.title")}
      actions={
        <Button tone="gold" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="grid gap-6">
        {known.length > 0 && (
          <Choices
            legend={t("child.known")}
            layout="row"
            value={isKnown ? draft.child : SOMEBODY_ELSE}
            onChange={chooseKnown}
            options={[
              ...known.map((child) => ({ value: child.name, label: child.name })),
              { value: SOMEBODY_ELSE, label: t("child.somebody_else") },
            ]}
          />
        )}
        <Field
          label={t("child.name")}
          hint={t("child.name_hint")}
          {...(errors.child && { error: errors.child })}
        >
          {(ids) => (
            <input
              {...ids}
              value={draft.child}
              autoComplete="off"
              autoCapitalize="words"
              onChange={(event) => onChange({ child: event.target.value })}
              className="min-h-12 w-full rounded-card border border-edge bg-page px-4 text-lg text-ink"
            />
          )}
        </Field>
        <Choices
          legend={t("child.pronoun")}
          layout="row"
          value={draft.pronoun ?? GUESS}
          onChange={(value) => onChange({ pronoun: value === GUESS ? null : (value as Pronoun) })}
          options={[
            { value: GUESS, label: t("child.guess") },
            { value: "she", label: t("child.she") },
            { value: "he", label: t("child.he") },
            { value: "they", label: t("child.they") },
          ]}
        />
        <div>
          <Slider
            label={t("child.age")}
            value={age}
            min={YOUNGEST}
            max={OLDEST}
            step={1}
            onChange={(value) => onChange({ age: value })}
            format={(value) => t("child.years", { count: value })}
          />
          <p className="mt-2 text-soft">{t(`child.band.${band(age)}`)}</p>
          {errors.age && <p className="mt-2 text-danger">{errors.age.detail}</p>}
        </div>
      </div>
    </Sheet>
  );
}
