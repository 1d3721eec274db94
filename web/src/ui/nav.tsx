import { BookOpen, House, MoonStar } from "lucide-react";
import { useTranslation } from "@/lib/words";
import { NavLink } from "react-router";

const PLACES = [
  { to: "/", name: "library", icon: BookOpen },
  { to: "/new", name: "newStory", icon: MoonStar },
  { to: "/household", name: "household", icon: House },
] as const;

/** The way round the app: a bar under the thumb on phones, a column at the side on wide screens. */
export function Nav() {
  const { t } = useTranslation("ui");
  return (
    <nav
      aria-label={t("nav.label")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] md:inset-y-0 md:right-auto md:w-56 md:border-t-0 md:border-r md:px-4 md:py-8"
    >
      <p className="mb-8 hidden px-3 font-story text-xl font-semibold text-ink md:block" lang="en">
        Sandman Tales
      </p>
      <ul className="flex md:flex-col md:gap-1">
        {PLACES.map(({ to, name, icon: Icon }) => (
          <li key={to} className="flex-1 md:flex-none">
            <NavLink
              to={to}
              end={to === "/"}
              className={({ isActive }) =>
                `relative flex min-h-16 flex-col items-center justify-center gap-1 px-1 text-sm leading-tight md:min-h-12 md:flex-row md:justify-start md:gap-3 md:rounded-full md:px-4 md:text-base ${
                  isActive
                    ? "font-semibold text-lamp md:bg-raised"
                    : "text-soft hover:text-ink md:hover:bg-raised"
                }`
              }
            >
              <Icon aria-hidden="true" className="size-6 shrink-0 md:size-5" />
              {t(`nav.${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
