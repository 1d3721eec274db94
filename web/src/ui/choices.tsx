import { type ReactNode, useId } from "react";

export type Choice<T extends string> = {
  value: T;
  label: string;
  note?: string;
  /** The address of a picture: small and round beside the words, or wide above them. */
  picture?: string;
  icon?: ReactNode;
};

type ChoicesProps<T extends string> = {
  legend: string;
  /** The legend is read out but not shown: the page already says it. */
  hideLegend?: boolean;
  value: T | null;
  onChange: (value: T) => void;
  options: readonly Choice<T>[];
  /** Chips in a row, cards in a grid, or cards under a wide picture. */
  layout?: Layout;
};

type Layout = "row" | "grid" | "pictures";

/** One of several, by radio buttons: arrow keys move, and the chosen one is marked by more than colour. */
export function Choices<T extends string>({
  legend,
  hideLegend = false,
  value,
  onChange,
  options,
  layout = "row",
}: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-2 font-semibold"}>{legend}</legend>
      <div
        className={
          layout === "row"
            ? "flex flex-wrap gap-2"
            : `grid gap-3 ${layout === "grid" ? "grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))]" : "grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]"}`
        }
      >
        {options.map((option) => (
          <label
            key={option.value}
            className={`${FRAME[layout]} border border-edge bg-panel transition-colors duration-200 ease-calm hover:bg-raised has-checked:border-lamp has-checked:bg-raised has-checked:text-lamp has-checked:shadow-[inset_0_0_0_1px_var(--color-lamp)] has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp`}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            <Face option={option} layout={layout} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const ROW = "relative inline-flex min-h-11 items-center gap-2 rounded-full px-4 py-1.5 leading-snug";
const GRID =
  "relative flex min-h-20 flex-col items-center justify-center gap-2 rounded-card px-3 py-4 text-center leading-snug";
const UNDER_A_PICTURE =
  "relative flex min-h-20 flex-col justify-end gap-2 overflow-hidden rounded-card p-2 pb-3 text-center leading-snug";
const FRAME: Record<Layout, string> = { row: ROW, grid: GRID, pictures: UNDER_A_PICTURE };
const PICTURE: Record<Layout, string> = {
  row: "-ml-2.5 size-8 rounded-full",
  grid: "size-20 rounded-full",
  pictures: "aspect-[4/3] w-full rounded-[calc(var(--radius-card)-0.375rem)]",
};

function Face<T extends string>({ option, layout }: { option: Choice<T>; layout: Layout }) {
  const { label, note, picture, icon } = option;
  return (
    <>
      {picture && (
        <img
          src={picture}
          alt=""
          loading="lazy"
          decoding="async"
          className={`bg-raised object-cover ${PICTURE[layout]}`}
        />
      )}
      {icon && (
        <span aria-hidden="true" className="grid [&>svg]:size-5">
          {icon}
        </span>
      )}
      <span>
        {label} {note && <span className="block text-sm text-soft">{note}</span>}
      </span>
    </>
  );
}
