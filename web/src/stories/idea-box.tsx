import { useEffect, useState } from "react";
import type { FieldProblem } from "@/lib/server";
import { useTranslation } from "@/lib/words";
import { IDEAS } from "@/stories/ideas";
import type { Language } from "@/stories/wire";
import { Field } from "@/ui/field";
import { GrowingText } from "@/ui/growing-text";

const PLACEHOLDER_MS = 9_000;

type IdeaBoxProps = {
  idea: string;
  language: Language;
  error: FieldProblem | undefined;
  /** The idea was refused kindly. */
  kindly: boolean;
  onChange: (idea: string) => void;
  onSubmit: () => void;
};

/** One big box for one sentence; it grows with what is typed. */
export function IdeaBox({ idea, language, error, kindly, onChange, onSubmit }: IdeaBoxProps) {
  const { t } = useTranslation("stories");
  const placeholder = usePlaceholder(language, idea === "");

  return (
    <Field
      label={t("idea.label")}
      kind={kindly}
      {...(error && { error: kindly ? { detail: error.detail, hint: t("idea.kept") } : error })}
    >
      {(ids) => (
        <GrowingText
          {...ids}
          lang={language}
          value={idea}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onSubmit();
            }
          }}
          className="max-h-[50dvh] min-h-32 w-full rounded-card border border-edge bg-panel px-5 py-4 font-story text-xl text-ink placeholder:text-soft sm:min-h-40 sm:text-2xl"
        />
      )}
    </Field>
  );
}

/** An idea to show in the empty box, another one every few breaths unless motion is unwelcome. */
function usePlaceholder(language: Language, showing: boolean): string {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!showing || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const timer = setInterval(() => setTurn((was) => was + 1), PLACEHOLDER_MS);
    return () => clearInterval(timer);
  }, [showing]);
  const ideas = IDEAS[language];
  return `${ideas[turn % ideas.length]}…`;
}
