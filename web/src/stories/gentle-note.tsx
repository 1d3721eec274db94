import { Feather } from "lucide-react";
import type { Language, Understood } from "@/stories/wire";

type GentleNoteProps = { gentle: Understood["gentle"] | undefined; language: Language };

/** What was made gentler in an idea, told before the story is begun. */
export function GentleNote({ gentle, language }: GentleNoteProps) {
  const said = gentle?.outcome === "softened" ? gentle.said : "";
  return (
    <p role="status" lang={language} className="flex items-start gap-2 text-soft empty:hidden">
      {said && (
        <>
          <Feather aria-hidden="true" className="mt-1 size-4 shrink-0 text-lamp" />
          {said}
        </>
      )}
    </p>
  );
}
