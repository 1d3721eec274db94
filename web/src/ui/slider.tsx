import { type CSSProperties, useId } from "react";

type SliderProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
  /** How the value is said, for eyes and ears: "6 years", "80 %". */
  format?: (value: number) => string;
};

/** A value on a line. */
export function Slider({ label, value, min, max, step, onChange, format = String }: SliderProps) {
  const id = useId();
  const share = `${((value - min) / (max - min)) * 100}%`;
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        <output htmlFor={id} className="text-soft tabular-nums">
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        value={value}
        min={min}
        max={max}
        step={step}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="slider"
        style={{ "--share": share } as CSSProperties}
      />
    </div>
  );
}
