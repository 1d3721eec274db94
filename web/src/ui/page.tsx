import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { Link } from "react-router";
import { spacedWords } from "@/lib/spaced-words";
import { useTranslation } from "@/lib/words";

type PageProps = {
  title: string;
  /** The title's language, where it is not the interface's. */
  lang?: string | undefined;
  /** The path of the page above this one, if it has one. */
  back?: string;
  actions?: ReactNode;
  children: ReactNode;
  /** Use the whole width, for grids and pages with two columns. */
  wide?: boolean;
  /** How far down it begins, in pixels, for a screen that one comes back to. */
  place?: number;
};

/** A screen: one landmark, one heading. The heading takes the focus on arrival, so that it is read out. */
export function Page({ title, lang, back, actions, children, wide = false, place = 0 }: PageProps) {
  const { t } = useTranslation("ui");
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · Sandman Tales`;
  }, [title]);

  const began = useRef(place);
  useLayoutEffect(() => {
    window.scrollTo(0, began.current);
  }, []);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  return (
    <main className={`mx-auto px-4 pt-6 pb-12 sm:px-8 sm:pt-10 ${wide ? "max-w-7xl" : "max-w-3xl"}`}>
      <header className="mb-6 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-3 sm:mb-8">
        {back !== undefined && (
          <Link
            to={back}
            aria-label={t("back")}
            className="-mr-2 -ml-3 grid size-11 shrink-0 place-content-center rounded-full text-soft hover:bg-panel hover:text-ink"
          >
            <ArrowLeft aria-hidden="true" />
          </Link>
        )}
        <h1
          ref={heading}
          lang={lang}
          tabIndex={-1}
          className={`min-w-0 flex-1 text-[1.75rem] sm:text-4xl ${spacedWords(title)}`}
        >
          {title}
        </h1>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </main>
  );
}
