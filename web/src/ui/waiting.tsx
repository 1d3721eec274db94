/** A quiet room while a screen is fetched: nothing for a moment, then one breathing moon. */
export function Waiting() {
  return (
    <div aria-busy="true" className="grid min-h-[60dvh] place-content-center">
      <div className="size-10 animate-breathe rounded-full bg-raised opacity-0 [animation-delay:400ms] [animation-fill-mode:both]" />
    </div>
  );
}
