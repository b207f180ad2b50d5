import type { ReactNode } from "react";

interface PerhapsFieldProps {
  /** Dotted key, or the name of an entry's field. */
  name: string;
  label: string;
  isOn: boolean;
  isLocked?: boolean;
  onChange: (isOn: boolean) => void;
  /** The fields, while it is on, and what is said of it. */
  children: ReactNode;
}

/** What may be there or not, and has fields of its own when it is. */
export function PerhapsField({ name, label, isOn, isLocked = false, onChange, children }: PerhapsFieldProps) {
  return (
    <fieldset className="setting-group" data-setting={name} disabled={isLocked}>
      <legend>
        <label>
          <input type="checkbox" name={name} checked={isOn} onChange={(event) => onChange(event.target.checked)} />
          {label}
        </label>
      </legend>
      {children}
    </fieldset>
  );
}
