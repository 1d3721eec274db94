/** Work that can wait until the screen stands. */

const AT_THE_LATEST_MS = 3_000;

/** Calls `work` when the browser has nothing better to do, or after three seconds. Returns the way to give it up. */
export function whenQuiet(work: () => void): () => void {
  // Safari has no idle callbacks: a moment later does as well.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: AT_THE_LATEST_MS });
  return () => cancelIdleCallback(asked);
}
