import { useId } from "react";

type SwitchProps = { label: string; note?: string; checked: boolean; onChange: (checked: boolean) => void };

/** On or off, at once. The whole line is the target. */
export function Switch({ label, note, checked, onChange }: SwitchProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className="relative flex min-h-11 items-center justify-between gap-4 py-1">
      <div className="min-w-0">
        {/* Its box is stretched over the line, so that a press anywhere on the line turns it. */}
        <label htmlFor={id} className="font-semibold before:absolute before:inset-0">
          {label}
        </label>
        {note && (
          <p id={noteId} className="text-sm text-soft">
            {note}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        aria-describedby={note ? noteId : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="switch shrink-0"
      />
    </div>
  );
}
