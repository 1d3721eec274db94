import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ErrorBoundary } from "@/app/error-boundary";
import { AppRoutes } from "@/app/routes";
import { Announcer } from "@/lib/announce";

/** All of the app, inside whatever router it is given. */
export function App({ client }: { client: QueryClient }) {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Announcer>
          <AppRoutes />
        </Announcer>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
