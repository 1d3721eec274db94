import { Check, CircleX, Download } from "lucide-react";
import { expectedBytes } from "@/lib/offline/book-contents";
import { downloadBook, removeDownload } from "@/lib/offline/downloads";
import { size } from "@/lib/offline/size";
import { useDownload } from "@/lib/offline/use-downloads";
import { useTranslation } from "@/lib/words";
import type { Card } from "@/shelf/card";
import { MenuLine } from "@/shelf/menu-line";

/** Keep the book on this device, watch it come, or take it off again. */
export function DownloadLine({ card }: { card: Card }) {
  const { t, i18n } = useTranslation("shelf");
  const download = useDownload(card.id);
  const asked = expectedBytes({ pages: card.pages, listeningSeconds: card.listening_seconds });
  // What went wrong is told by the line itself: it says "stopped", and how to go on.
  const start = () => void downloadBook(card.id).catch(() => undefined);
  const remove = () => void removeDownload(card.id);

  switch (download?.state) {
    case "kept":
      return (
        <MenuLine icon={<Check />} onClick={remove}>
          {t("download.kept")}
          <Note>{t("download.remove", { size: size(download.record?.bytes ?? 0, i18n.language) })}</Note>
        </MenuLine>
      );
    case "waiting":
    case "fetching":
      return (
        <MenuLine icon={<CircleX />} onClick={remove}>
          {t("download.coming")}
          <progress
            value={download.part}
            aria-label={t("download.coming")}
            className="mt-2 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-lamp [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-lamp"
          />
          <Note>{t("download.cancel")}</Note>
        </MenuLine>
      );
    case "stopped":
      return (
        <MenuLine icon={<Download />} onClick={start}>
          {t("download.goOn")}
          <Note>{t("download.stopped")}</Note>
        </MenuLine>
      );
    default:
      return (
        <MenuLine icon={<Download />} onClick={start}>
          {t("download.start")}
          <Note>{t("download.about", { size: size(asked, i18n.language) })}</Note>
        </MenuLine>
      );
  }
}

function Note({ children }: { children: string }) {
  return <span className="block text-sm text-soft">{children}</span>;
}
