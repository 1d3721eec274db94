import { useEffect } from "react";

/** Keep the screen lit while pages are shown; a browser that cannot lets it go dark. */
export function useWakeLock(lit: boolean): void {
  useEffect(() => {
    if (!lit || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (document.hidden || over) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (over) await lock.release();
      } catch {
        // A battery that is low: the phone decides.
      }
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, [lit]);
}
