import type { ComponentProps, ReactNode } from "react";

type IconButtonProps = {
  label: string;
  icon: ReactNode;
  /** m: 44 px for parents; l: 52 px; xl: 64 px for a child's thumb. */
  size?: "m" | "l" | "xl";
  /** Given, the button is a toggle, and this is its state. */
  pressed?: boolean;
} & Omit<ComponentProps<"button">, "aria-label" | "children">;

const SIZES = {
  m: "size-11 [&>svg]:size-5",
  l: "size-13 [&>svg]:size-6",
  xl: "size-16 [&>svg]:size-8",
};

/** A round button that is only an icon; its label is read out, and shown by the pointer. */
export function IconButton({ label, icon, size = "m", pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={`grid shrink-0 place-content-center rounded-full transition-colors duration-200 ease-calm hover:bg-raised disabled:opacity-45 disabled:hover:bg-transparent ${
        pressed ? "text-lamp" : "text-ink"
      } ${SIZES[size]} ${className ?? ""}`}
    >
      {icon}
    </button>
  );
}
