import type { Field } from "./describe-field.ts";
import type { ControlProps } from "./field-control.tsx";

interface ChecksControlProps extends ControlProps<Extract<Field, { kind: "checks" }>> {
  label: string;
}

/** Some of a few, such as days of the week. */
export function ChecksControl({ id, field, label, value, disabled, describedBy, invalid, sayOption, onChange }: ChecksControlProps) {
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  const change = (option: string | number, isChosen: boolean): void => {
    const next = field.options.filter((each) => (each === option ? isChosen : chosen.includes(each)));
    onChange(next.length === 0 && field.isOptional ? undefined : next);
  };
  return (
    <div id={id} role="group" aria-label={label} aria-describedby={describedBy} className="setting-checks">
      {field.options.map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            disabled={disabled}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            onChange={(event) => change(option, event.target.checked)}
          />
          {sayOption(option)}
        </label>
      ))}
    </div>
  );
}
