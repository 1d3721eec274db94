import { Trash2 } from "lucide-react";
import { Section } from "@/household/section";
import { useStorage } from "@/household/use-storage";
import { canKeepBooks, downloadBook, removeDownload } from "@/lib/offline/downloads";
import { size } from "@/lib/offline/size";
import { useDownloads } from "@/lib/offline/use-downloads";
import { useTranslation } from "@/lib/words";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";

/** The books on this device: how much room they take, and whether the browser promises to leave them alone. */
export function KeptHere() {
  const { t, i18n } = useTranslation("household");
  const downloads = [...useDownloads().values()];
  const { persisted, ask } = useStorage();
  const total = downloads.reduce((sum, { record }) => sum + (record?.bytes ?? 0), 0);

  if (!canKeepBooks()) {
    return (
      <Section title={t("kept.title")}>
        <p>{t("kept.cannot")}</p>
      </Section>
    );
  }
  return (
    <Section title={t("kept.title")} note={t("kept.note")}>
      {downloads.length === 0 ? (
        <p className="text-soft">{t("kept.none")}</p>
      ) : (
        <>
          <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
            {downloads.map(({ id, state, part, record }) => (
              <li key={id} className="flex min-h-14 items-center gap-3 bg-panel py-1.5 pr-2 pl-4">
                <div className="min-w-0 flex-1">
                  <p lang={record?.language} className="truncate font-story">
                    {record?.title ?? t("kept.unfinished")}
                  </p>
                  <p className="text-sm text-soft">
                    {state === "kept" && record && size(record.bytes, i18n.language)}
                    {state === "stopped" && t("kept.stopped")}
                    {(state === "waiting" || state === "fetching") &&
                      t("kept.coming", { percent: Math.round(part * 100) })}
                  </p>
                </div>
                {state === "stopped" && (
                  <Button tone="quiet" onClick={() => void downloadBook(id).catch(() => undefined)}>
                    {t("kept.goOn")}
                  </Button>
                )}
                <IconButton
                  label={t("kept.remove", { title: record?.title ?? t("kept.unfinished") })}
                  icon={<Trash2 />}
                  onClick={() => void removeDownload(id)}
                />
              </li>
            ))}
          </ul>
          <p className="text-soft">{t("kept.total", { size: size(total, i18n.language) })}</p>
        </>
      )}
      {persisted === true && <p className="text-soft">{t("kept.persisted")}</p>}
      {persisted === false && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-52 flex-1 text-soft">{t("kept.notPersisted")}</p>
          <Button onClick={ask}>{t("kept.ask")}</Button>
        </div>
      )}
    </Section>
  );
}
