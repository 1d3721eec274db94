import { Suspense } from "react";
import { Outlet } from "react-router";
import { Screen } from "@/app/screen";
import { ServerGoneBanner } from "@/app/server-gone-banner";
import { useTranslation } from "@/lib/words";
import { Nav } from "@/ui/nav";
import { Waiting } from "@/ui/waiting";

/** What stands round every screen but the Player: the way in, the word that the house is gone, the screen. */
export function Shell() {
  return (
    <Suspense fallback={<Waiting />}>
      <SkipLink />
      <div className="min-h-dvh pb-[calc(4.5rem+env(safe-area-inset-bottom))] md:pb-0 md:pl-28 lg:pl-56">
        <Nav />
        <ServerGoneBanner />
        <Screen>
          <Outlet />
        </Screen>
      </div>
    </Suspense>
  );
}

function SkipLink() {
  const { t } = useTranslation("ui");
  const skip = () => document.querySelector<HTMLElement>("main h1")?.focus();
  return (
    <button
      type="button"
      onClick={skip}
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-full focus:bg-lamp focus:px-5 focus:py-3 focus:text-on-lamp"
    >
      {t("skip")}
    </button>
  );
}
