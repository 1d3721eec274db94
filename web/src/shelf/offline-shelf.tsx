import { Link } from "react-router";
import type { DownloadRecord } from "@/lib/offline/book-cache";
import { useDownloads } from "@/lib/offline/use-downloads";
import { minutes } from "@/lib/time";
import { useTranslation } from "@/lib/words";
import { Cover } from "@/shelf/cover";
import { GRID } from "@/shelf/grid";

/** The house cannot be reached: the books on this device, which need nobody. */
export function OfflineShelf() {
  const { t, i18n } = useTranslation("shelf");
  const downloads = useDownloads();
  const kept = [...downloads.values()].flatMap(({ record }) => (record ? [record] : []));
  kept.sort((one, other) => other.keptAt.localeCompare(one.keptAt));

  return (
    <section aria-labelledby="on-this-device">
      <h2 id="on-this-device" className="text-xl">
        {t("offline.title")}
      </h2>
      <p className="mt-1 mb-5 text-soft">{t(kept.length > 0 ? "offline.some" : "offline.none")}</p>
      <ul className={GRID}>
        {kept.map((record) => (
          <li key={record.id}>
            <KeptBook record={record} language={i18n.language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeptBook({ record, language }: { record: DownloadRecord; language: string }) {
  return (
    <Link to={`/read/${record.id}`} className="block rounded-card">
      <Cover src={record.cover} alt="" eager className="rounded-card shadow-card" />
      <h3 lang={record.language} className="mt-2 line-clamp-2 font-story text-[1.0625rem] leading-snug">
        {record.title}
      </h3>
      <p className="mt-0.5 flex gap-x-2 text-sm text-soft">
        {record.child && <span>{record.child}</span>}
        <span>{minutes(record.listeningSeconds, language)}</span>
      </p>
    </Link>
  );
}
