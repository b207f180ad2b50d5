import type { ReactNode } from "react";
import "./segments.css";

interface SegmentsProps<V extends string | number> {
  label: string;
  options: readonly { value: V; name: string; isDisabled?: boolean }[];
  chosen: V;
  onChoose: (value: V) => void;
  id?: string;
  /** A last segment that is more than a value. */
  children?: ReactNode;
}

/** One of a few, all in sight. */
export function Segments<V extends string | number>({ label, options, chosen, onChoose, id, children }: SegmentsProps<V>) {
  return (
    <div className="segments" id={id} role="group" aria-label={label}>
      {options.map(({ value, name, isDisabled }) => (
        <button
          key={value}
          type="button"
          className="small"
          aria-pressed={value === chosen}
          disabled={isDisabled}
          onClick={() => onChoose(value)}
        >
          {name}
        </button>
      ))}
      {children}
    </div>
  );
}
