/** How much of something is used; the sentence beside it says the same in words. */
export function UseBar({ share }: { share: number }) {
  return (
    <div aria-hidden="true" className="mt-2 h-1.5 overflow-hidden rounded-full bg-raised">
      <div className="h-full rounded-full bg-lamp" style={{ width: `${Math.min(1, share) * 100}%` }} />
    </div>
  );
}
