import { type ComponentProps, useLayoutEffect, useRef } from "react";

/** A text box that is always as tall as what it holds. */
export function GrowingText({ value, className, ...rest }: ComponentProps<"textarea"> & { value: string }) {
  const box = useRef<HTMLTextAreaElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words
  useLayoutEffect(() => {
    const grow = () => {
      if (!box.current) return;
      box.current.style.height = "auto";
      box.current.style.height = `${box.current.scrollHeight + 2}px`;
    };
    grow();
    // Words are broken otherwise once their own letters have come.
    document.fonts?.addEventListener("loadingdone", grow);
    addEventListener("resize", grow);
    return () => {
      document.fonts?.removeEventListener("loadingdone", grow);
      removeEventListener("resize", grow);
    };
  }, [value]);

  return <textarea rows={1} ref={box} value={value} className={`resize-none ${className ?? ""}`} {...rest} />;
}
