import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";

type Tone = "gold" | "plain" | "quiet" | "danger";
type Look = { tone?: Tone; size?: "m" | "l"; icon?: ReactNode };

const TONES: Record<Tone, string> = {
  gold: "bg-lamp text-on-lamp hover:brightness-105 active:brightness-95",
  plain: "border border-edge bg-panel text-ink hover:bg-raised",
  quiet: "text-ink hover:bg-raised",
  danger: "border border-danger text-danger hover:bg-danger hover:text-on-danger",
};

const SIZES = { m: "min-h-11 px-5 py-2 text-base", l: "min-h-14 px-7 py-3 text-lg" };

function look({ tone = "plain", size = "m" }: Look): string {
  return [
    "inline-flex items-center justify-center gap-2 rounded-full text-center leading-snug font-semibold",
    "transition-[background-color,color,filter] duration-200 ease-calm",
    "disabled:opacity-55 aria-disabled:not-aria-busy:opacity-55",
    TONES[tone],
    // What it waits for is to be read: a quiet ground, and the words as dark as ever.
    "aria-busy:bg-raised aria-busy:text-ink",
    SIZES[size],
  ].join(" ");
}

type ButtonProps = Look & { busy?: boolean } & ComponentProps<"button">;

/** A button. `busy` keeps it in place and in focus, says so, and takes no further press. */
export function Button({
  tone,
  size,
  icon,
  busy = false,
  onClick,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`${look({ tone, size })} ${className ?? ""}`}
    >
      {icon && <Icon busy={busy}>{icon}</Icon>}
      {children}
    </button>
  );
}

type ButtonLinkProps = Look & { to: string } & Omit<ComponentProps<typeof Link>, "to">;

/** A link that looks like a button: it leads somewhere. */
export function ButtonLink({ tone, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={`${look({ tone, size })} ${className ?? ""}`}>
      {icon && <Icon>{icon}</Icon>}
      {children}
    </Link>
  );
}

function Icon({ busy = false, children }: { busy?: boolean; children: ReactNode }) {
  return (
    <span aria-hidden="true" className={`grid shrink-0 [&>svg]:size-5 ${busy ? "animate-breathe" : ""}`}>
      {children}
    </span>
  );
}
