import { type ComponentProps, useRef } from "react";

type PressButtonProps = { onPress: () => void } & Omit<ComponentProps<"button">, "onClick" | "onPointerDown">;

/** A button for small fingers: it acts when it is pressed, not when it is let go of. */
export function PressButton({ onPress, children, ...rest }: PressButtonProps) {
  const pressed = useRef(false);
  return (
    <button
      type="button"
      {...rest}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        pressed.current = true;
        onPress();
      }}
      // Keys and screen readers press without a pointer.
      onClick={() => {
        if (!pressed.current) onPress();
        pressed.current = false;
      }}
    >
      {children}
    </button>
  );
}
