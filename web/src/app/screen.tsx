import { type ReactNode, Suspense } from "react";
import { useLocation } from "react-router";
import { ErrorBoundary } from "@/app/error-boundary";
import { Waiting } from "@/ui/waiting";

/** Where one screen stands: waited for while it is fetched, and caught alone if it fails. */
export function Screen({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary key={pathname}>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
