import { useEffect } from "react";
import { usePreference } from "@/lib/preferences";

type Way = () => void;

/**
 * What a child may not do alone goes through here: `behindGate(leave)`.
 *
 * Where the child lock is on, the way is handed to `ask`, which opens it once a grown-up has answered. The
 * browser's own way back is held shut too: it leads to this same page.
 */
export function useLockedDoor(ask: (way: () => Way) => void): (way: Way) => void {
  const [locked] = usePreference("childLock");
  useEffect(() => {
    if (!locked) return;
    const hold = () => history.pushState(history.state, "");
    hold();
    window.addEventListener("popstate", hold);
    return () => window.removeEventListener("popstate", hold);
  }, [locked]);
  // A function in state is called by its setter; wrapped once, it is kept.
  return (way) => (locked ? ask(() => way) : way());
}
