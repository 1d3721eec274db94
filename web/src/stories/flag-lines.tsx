import { Eye, EyeClosed, Feather } from "lucide-react";
import { useFlagSentence } from "@/stories/flag-sentence";
import type { Flag } from "@/stories/verdicts";

const ICONS = { softened: Feather, unseen: EyeClosed, unfit: Eye };

type FlagLinesProps = { flags: Flag[]; language: string; whole?: boolean };

/** What judges want a parent to know, a line each. */
export function FlagLines({ flags, language, whole = false }: FlagLinesProps) {
  const sentence = useFlagSentence();
  return flags.map((flag) => {
    const Icon = ICONS[flag.outcome];
    return (
      <li key={`${flag.judge} ${flag.outcome}`} className="flex items-start gap-2">
        <Icon aria-hidden="true" className="mt-1 size-4 shrink-0 text-lamp" />
        <span>
          {sentence(flag, whole)}
          {flag.said && (
            <span lang={language} className="block text-soft">
              {flag.said}
            </span>
          )}
        </span>
      </li>
    );
  });
}
