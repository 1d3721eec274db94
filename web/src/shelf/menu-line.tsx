import type { ReactNode } from "react";

export const MENU_LINE =
  "flex min-h-14 w-full items-center gap-4 rounded-card px-3 py-2 text-left leading-snug hover:bg-raised [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-lamp";

interface MenuLineProps {
  icon: ReactNode;
  children: ReactNode;
  onClick: () => void;
}

export function MenuLine({ icon, children, onClick }: MenuLineProps) {
  return (
    <li>
      <button type="button" onClick={onClick} className={MENU_LINE}>
        {icon}
        <span className="min-w-0 flex-1">{children}</span>
      </button>
    </li>
  );
}
