import type { Part } from "@/lib/events";
import { useTranslation } from "@/lib/words";
import type { Fallback } from "@/stories/making";

interface Told {
  part: Part | "page" | "story";
  reason: string;
  /** None where it was the whole story. */
  pages: number[];
}

/** Where the house itself stood in for another engine, and why: a sentence a reason, told as it happens. */
export function StoodIn({ fallbacks }: { fallbacks: readonly Fallback[] }) {
  const { t, i18n } = useTranslation("stories");
  const list = new Intl.ListFormat(i18n.language);
  return (
    // There from the start, so that what is told later is read out.
    <div role="status">
      {fallbacks.length > 0 && (
        <ul className="mt-2 grid gap-2 border-t border-line pt-4 text-soft">
          {gathered(fallbacks).map(({ part, reason, pages }) => (
            <li key={`${part} ${reason}`}>
              {t(`fell_back.${part}`, { count: pages.length, pages: list.format(pages.map(String)), reason })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Pages with the same reason are told in one breath. */
function gathered(fallbacks: readonly Fallback[]): Told[] {
  const told: Told[] = [];
  for (const { part, scene, reason } of fallbacks) {
    const what = scene === undefined ? "story" : (part ?? "page");
    const known = told.find((other) => other.part === what && other.reason === reason);
    const pages = scene === undefined ? [] : [scene];
    if (!known) told.push({ part: what, reason, pages });
    else known.pages = [...new Set([...known.pages, ...pages])].sort((a, b) => a - b);
  }
  return told;
}
