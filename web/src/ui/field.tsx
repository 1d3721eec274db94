import { CircleAlert, CloudMoon } from "lucide-react";
import { type ReactNode, useId } from "react";

type FieldIds = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  label: string;
  hint?: string;
  /** What the house found wrong with this field, in its own sentence. */
  error?: { detail: string; hint?: string | null };
  /** The sentence is a kind one, and nothing was done wrong. */
  kind?: boolean;
  /** Draws the control; `ids` are spread upon it. */
  children: (ids: FieldIds) => ReactNode;
};

/** One thing to fill in: its name above, what helps below, and what is wrong with it beside it. */
export function Field({ label, hint, error, kind = false, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(" ");

  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      <div aria-live="polite">
        {error && (
          <div id={errorId} className="mt-2 flex gap-2">
            {kind ? (
              <CloudMoon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-lamp" />
            ) : (
              <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-danger" />
            )}
            <p>
              <span className={kind ? "" : "font-semibold text-danger"}>{error.detail}</span>{" "}
              {error.hint && <span className="block text-soft">{error.hint}</span>}
            </p>
          </div>
        )}
      </div>
      {hint && (
        <p id={hintId} className="mt-1.5 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
