import { type ReactNode, useId } from "react";

/** One matter of the household: what it is about on the left of a wide screen, what can be chosen on the right. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className="grid gap-x-10 gap-y-5 border-t border-line py-8 first-of-type:border-t-0 first-of-type:pt-0 lg:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <header>
        <h2 id={heading} className="text-xl">
          {title}
        </h2>
        {note && <p className="mt-2 text-sm text-soft">{note}</p>}
      </header>
      <div className="min-w-0 space-y-6">{children}</div>
    </section>
  );
}
