import { Component, type ReactNode } from "react";
import { wordsNow } from "@/lib/words";
import { Button } from "@/ui/button";

/** A net: a fault of ours is told calmly, with the ways on. One lies beneath each screen, and one beneath them all. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { fallen: boolean }> {
  override state = { fallen: false };

  static getDerivedStateFromError() {
    return { fallen: true };
  }

  override render() {
    if (!this.state.fallen) return this.props.children;
    const t = wordsNow("ui");
    return (
      <main className="mx-auto grid min-h-[80dvh] max-w-md place-content-center gap-4 px-6 text-center">
        <h1 className="text-2xl">{t("fallen.title")}</h1>
        <p className="text-soft">{t("fallen.detail")}</p>
        <div className="flex flex-wrap justify-center gap-3">
          <Button tone="gold" onClick={() => window.location.reload()}>
            {t("fallen.again")}
          </Button>
          {/* Loaded anew, in case it was the way through the app that failed. */}
          <Button onClick={() => window.location.assign(document.baseURI)}>{t("notHere.back")}</Button>
        </div>
      </main>
    );
  }
}
