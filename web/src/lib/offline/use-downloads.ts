import { useSyncExternalStore } from "react";
import { currentDownloads, type Download, type Downloads, onDownloadsChange } from "@/lib/offline/downloads";

/** The books on this device and on their way, by id. */
export function useDownloads(): Downloads {
  return useSyncExternalStore(onDownloadsChange, currentDownloads);
}

/** One book's download, if it has one; re-renders only when that one changes. */
export function useDownload(id: string): Download | undefined {
  return useSyncExternalStore(onDownloadsChange, () => currentDownloads().get(id));
}
