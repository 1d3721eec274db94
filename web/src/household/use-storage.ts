import { useCallback, useEffect, useState } from "react";

/** Whether the browser has promised not to clear what is kept here; null where it cannot say. */
export function useStorage() {
  const [persisted, setPersisted] = useState<boolean | null>(null);
  useEffect(() => {
    // Only offered on secure addresses.
    void navigator.storage?.persisted().then(setPersisted);
  }, []);
  const ask = useCallback(() => {
    void navigator.storage.persist().then(setPersisted);
  }, []);
  return { persisted, ask };
}
