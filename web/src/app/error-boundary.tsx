import { Component, type ReactNode } from "react";
import { wordsNow } from "@/lib/words";
import { Button } from "@/ui/button";

/** The last net: a fault of ours is told calmly, with the way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { fallen: boolean }> {
  override state = { fallen: false };

  static getDerivedStateFromError() {
    return { fallen: true };
  }

  override render() {
    if (!this.state.fallen) return this.props.children;
    const t = wordsNow("ui");
    return (
      <main className="mx-auto grid min-h-dvh max-w-md place-content-center gap-4 px-6 text-center">
        <h1 className="text-2xl">{t("fallen.title")}</h1>
        <p className="text-soft">{t("fallen.detail")}</p>
        <div>
          <Button tone="gold" onClick={() => window.location.reload()}>
            {t("fallen.again")}
          </Button>
        </div>
      </main>
    );
  }
}
