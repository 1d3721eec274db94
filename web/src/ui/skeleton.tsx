/** The place of something that is on its way. Give it a size by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={`animate-breathe rounded-card bg-raised ${className ?? ""}`} />;
}
