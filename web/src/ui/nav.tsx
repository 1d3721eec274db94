import { BookOpen, House, MoonStar } from "lucide-react";
import { NavLink } from "react-router";
import { useTranslation } from "@/lib/words";

const PLACES = [
  { to: "/", name: "library", icon: BookOpen },
  { to: "/new", name: "newStory", icon: MoonStar },
  { to: "/household", name: "household", icon: House },
] as const;

/** The way round the app: a bar under the thumb on phones, a rail on tablets, a column on wide screens. */
export function Nav() {
  const { t } = useTranslation("ui");
  return (
    <nav
      aria-label={t("nav.label")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] md:inset-y-0 md:right-auto md:w-28 md:border-t-0 md:border-r md:px-2 md:py-8 lg:w-56 lg:px-4"
    >
      <p className="mb-8 hidden px-4 font-story text-xl font-semibold text-ink lg:block" lang="en">
        Sandman Tales
      </p>
      <ul className="flex md:flex-col md:gap-1">
        {PLACES.map(({ to, name, icon: Icon }) => (
          <li key={to} className="flex-1 md:flex-none">
            <NavLink
              to={to}
              end={to === "/"}
              className={({ isActive }) =>
                `flex min-h-16 flex-col items-center justify-center gap-1 px-1 text-center text-sm leading-tight md:min-h-18 md:rounded-card lg:min-h-12 lg:flex-row lg:justify-start lg:gap-3 lg:rounded-full lg:px-4 lg:text-left lg:text-base ${
                  isActive
                    ? "font-semibold text-lamp md:bg-raised"
                    : "text-soft hover:text-ink md:hover:bg-raised"
                }`
              }
            >
              <Icon aria-hidden="true" className="size-6 shrink-0 lg:size-5" />
              {t(`nav.${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
