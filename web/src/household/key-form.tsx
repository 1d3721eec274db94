import { useState } from "react";
import { type Engine, useKeepKey, useRemoveKey } from "@/household/api";
import { VARIABLES } from "@/household/services";
import { useAnnounce } from "@/lib/announce";
import { ServerProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Trouble } from "@/ui/trouble";

type KeyFormProps = {
  id: string;
  name: string;
  secret: NonNullable<Engine["key"]>;
  /** Something else comes first. */
  disabled: boolean;
};

/** A service's key: it goes in, and never comes out again but for its last letters. */
export function KeyForm({ id, name, secret, disabled }: KeyFormProps) {
  const { t } = useTranslation("household");
  const ending = secret.ending ?? "…";
  return (
    <div className="grid gap-4">
      {(secret.set || disabled) && <h3 className="text-lg">{t("engines.key.title")}</h3>}
      {secret.from === "environment" ? (
        <p>{t("engines.key.environment", { ending, variable: VARIABLES[id] ?? "" })}</p>
      ) : (
        <>
          {secret.set && <KeptKey id={id} name={name} ending={ending} />}
          {disabled ? (
            <p className="text-soft">{t("engines.key.termsFirst")}</p>
          ) : (
            <NewKey id={id} another={secret.set} />
          )}
        </>
      )}
    </div>
  );
}

/** The key that is kept, by its last letters, and how to be rid of it. */
function KeptKey({ id, name, ending }: { id: string; name: string; ending: string }) {
  const { t } = useTranslation("household");
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveKey();
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p>{t("engines.key.kept", { ending })}</p>
        {!asking && (
          <Button tone="danger" onClick={() => setAsking(true)}>
            {t("engines.key.remove")}
          </Button>
        )}
      </div>
      {asking && (
        <div className="mt-2 rounded-card border border-line p-4">
          <p>{t("engines.key.sure", { name })}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            <Button
              tone="danger"
              busy={remove.isPending}
              onClick={() => remove.mutate(id, { onSuccess: () => announce(t("engines.key.removed")) })}
            >
              {t("engines.key.yes")}
            </Button>
            <Button autoFocus onClick={() => setAsking(false)}>
              {t("engines.key.no")}
            </Button>
          </div>
        </div>
      )}
      {remove.error && (
        <div className="mt-3">
          <Trouble problem={remove.error} />
        </div>
      )}
    </div>
  );
}

/** Where a key is pasted. */
function NewKey({ id, another }: { id: string; another: boolean }) {
  const { t } = useTranslation("household");
  const announce = useAnnounce();
  const [key, setKey] = useState("");
  const keep = useKeepKey();
  const wrong = keep.error instanceof ServerProblem ? keep.error.about("key") : undefined;

  const send = () => {
    // What is copied from a page often brings a space or a line's end along.
    const clean = key.trim();
    if (clean === "" || keep.isPending) return;
    keep.mutate(
      { id, key: clean },
      {
        onSuccess: () => {
          setKey("");
          announce(t("engines.key.saved"));
        },
      },
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="grid gap-3"
    >
      <Field
        label={t(another ? "engines.key.another" : "engines.key.label")}
        hint={t("engines.key.hint")}
        {...(wrong && { error: wrong })}
      >
        {(ids) => (
          <input
            {...ids}
            type="password"
            // A browser that offers to remember it would keep it where the house cannot forget it.
            autoComplete="off"
            data-1p-ignore
            data-lpignore="true"
            spellCheck={false}
            value={key}
            onChange={(event) => {
              if (keep.error) keep.reset();
              setKey(event.target.value);
            }}
            className="input-line"
          />
        )}
      </Field>
      <div>
        <Button
          type="submit"
          tone={another ? "plain" : "gold"}
          busy={keep.isPending}
          disabled={key.trim() === "" && !keep.isPending}
        >
          {t(keep.isPending ? "engines.key.saving" : "engines.key.save")}
        </Button>
      </div>
      {keep.error && !wrong && <Trouble problem={keep.error} />}
    </form>
  );
}
