/** The query cache: what the house has told us, and how often we ask again. */
import { QueryClient } from "@tanstack/react-query";
import { address, markServer, onServerChange, ServerGone, serverIsGone, useServerGone } from "@/lib/server";

export { useServerGone };

const FRESH_FOR_MS = 10_000;
const LONGEST_WAIT_MS = 15_000;
const KNOCK_EVERY_MS = 2_000;

/** Tries for ever when the house is gone, and never when it has said no. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MS,
        // The house may be on this very machine: a device without a network can still reach it.
        networkMode: "always",
        retry: (_count, error) => error instanceof ServerGone,
        retryDelay: (count) => Math.min(1000 * 2 ** count, LONGEST_WAIT_MS),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

export const queryClient = createQueryClient();

/**
 * While the house is gone, knock; when it answers, ask again for all that could not be had.
 * Returns the way to stop.
 */
export function keepKnocking(client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const knock = async () => {
    try {
      const answer = await fetch(address("api/health"), { cache: "no-store" });
      if (answer.status < 502 || answer.status > 504) markServer("here");
    } catch {
      // Still gone: the next knock says so again.
    }
    if (serverIsGone()) timer = setTimeout(knock, KNOCK_EVERY_MS);
  };
  const stopListening = onServerChange(() => {
    clearTimeout(timer);
    if (serverIsGone()) timer = setTimeout(knock, KNOCK_EVERY_MS);
    else void client.refetchQueries({ predicate: ({ state }) => state.fetchFailureCount > 0 });
  });
  return () => {
    clearTimeout(timer);
    stopListening();
  };
}
