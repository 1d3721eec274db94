import { useId, useState } from "react";
import { useChooseEngine } from "@/household/api";
import { MODELS } from "@/household/services";
import { ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Trouble } from "@/ui/trouble";

/** Which of a service's models does the work. */
export function ModelField({ id, model }: { id: string; model: string }) {
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
