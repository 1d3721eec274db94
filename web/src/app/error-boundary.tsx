import i18next from "i18next";
import { Component, type ReactNode } from "react";
import { Button } from "@/ui/button";

/** The last net: a fault of ours is told calmly, with the way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { fallen: boolean }> {
  override state = { fallen: false };

  static getDerivedStateFromError() {
    return { fallen: true };
  }

  override render() {
    if (!this.state.fallen) return this.props.children;
    return (
      <main className="mx-auto grid min-h-dvh max-w-md place-content-center gap-4 px-6 text-center">
        <h1 className="text-2xl">{i18next.t("fallen.title", { ns: "ui" })}</h1>
        <p className="text-soft">{i18next.t("fallen.detail", { ns: "ui" })}</p>
        <div>
          <Button tone="gold" onClick={() => window.location.reload()}>
            {i18next.t("fallen.again", { ns: "ui" })}
          </Button>
        </div>
      </main>
    );
  }
}
