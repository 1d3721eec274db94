import { useId, useState } from "react";
import { useChooseEngine } from "@/household/api";
import { MODELS } from "@/household/services";
import { ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { Field } from "@/ui/field";
import { Trouble } from "@/ui/trouble";

type ModelFieldProps = {
  id: string;
  model: string;
  /** Those it says it has; empty where it does not say. */
  models: readonly string[];
};

/** Which of a service's models does the work: one of those it says it has, or any by its name. */
export function ModelField({ id, model, models }: ModelFieldProps) {
  return models.length > 0 ? (
    <ModelChoice id={id} model={model} models={models} />
  ) : (
    <ModelName id={id} model={model} />
  );
}

function ModelChoice({ id, model, models }: ModelFieldProps) {
  const { t } = useTranslation("household");
  const choose = useChooseEngine();
  const wished = choose.isPending ? choose.variables.changes.model : undefined;
  return (
    <div className="grid gap-3">
      <Choices
        legend={t("engines.model.label")}
        value={wished ?? model}
        onChange={(chosen) => choose.mutate({ id, changes: { model: chosen } })}
        options={models.map((value) => ({ value, label: value }))}
      />
      {choose.error && <Trouble problem={choose.error} />}
    </div>
  );
}

function ModelName({ id, model }: Omit<ModelFieldProps, "models">) {
  const { t } = useTranslation("household");
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const choose = useChooseEngine();
  const value = typed ?? model;
  const changed = value.trim() !== "" && value.trim() !== model;
  const wrong = choose.error instanceof ServerProblem ? choose.error.about("model") : undefined;

  const send = () => {
    if (!changed || choose.isPending) return;
    choose.mutate({ id, changes: { model: value.trim() } }, { onSuccess: () => setTyped(null) });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="grid gap-3"
    >
      <Field label={t("engines.model.label")} hint={t("engines.model.hint")} {...(wrong && { error: wrong })}>
        {(ids) => (
          <input
            {...ids}
            list={list}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={value}
            onChange={(event) => setTyped(event.target.value)}
            className="input-line"
          />
        )}
      </Field>
      <datalist id={list}>
        {(MODELS[id] ?? []).map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      {changed && (
        <div>
          <Button type="submit" busy={choose.isPending}>
            {t("engines.model.save")}
          </Button>
        </div>
      )}
      {choose.error && !wrong && <Trouble problem={choose.error} />}
    </form>
  );
}
