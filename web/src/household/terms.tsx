import { useId } from "react";
import { type Engine, useChooseEngine } from "@/household/api";
import { useTranslation } from "@/lib/words";
import { Trouble } from "@/ui/trouble";

type TermsProps = { id: string; terms: NonNullable<Engine["terms"]> };

/** A vendor's terms in plain words, and a parent's word on them. Nothing is sent before it is given. */
export function Terms({ id, terms }: TermsProps) {
  const { t } = useTranslation("household");
  const box = useId();
  const choose = useChooseEngine();
  const wished = choose.isPending ? choose.variables.changes.terms_accepted : undefined;
  return (
    <div>
      <h3 className="text-lg">{t("engines.terms.title")}</h3>
      <ul className="mt-1.5 grid list-disc gap-1.5 pl-5">
        {(["age", "free", "paid"] as const).map((point) => (
          <li key={point}>{t(`engines.terms.${point}`)}</li>
        ))}
      </ul>
      <p className="mt-2">
        <a
          href={terms.url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 items-center text-lamp underline underline-offset-4"
        >
          {t("engines.terms.link")}
        </a>
      </p>
      <label htmlFor={box} className="mt-1 flex min-h-11 gap-3 py-2">
        <input
          id={box}
          type="checkbox"
          checked={wished ?? terms.accepted}
          aria-busy={choose.isPending || undefined}
          onChange={({ target }) => choose.mutate({ id, changes: { terms_accepted: target.checked } })}
          className="mt-0.5 size-6 shrink-0 accent-lamp"
        />
        <span>{t("engines.terms.accept")}</span>
      </label>
      {choose.error && (
        <div className="mt-3">
          <Trouble problem={choose.error} />
        </div>
      )}
    </div>
  );
}
