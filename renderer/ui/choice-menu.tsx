import { ActionButton } from "./action-button.tsx";
import { Popover } from "./popover.tsx";

interface ChoiceMenuProps {
  label: string;
  /** What is chosen, in words. */
  says: string;
  clearLabel: string;
  options: { value: string; name: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any of a list; none chosen means all. */
export function ChoiceMenu({ label, says, clearLabel, options, chosen, onChange }: ChoiceMenuProps) {
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <Popover label={says} name={`${label}: ${says}`} className={chosen.length > 0 ? "small chosen" : "small"}>
      {() => (
        <fieldset className="choice-menu">
          <legend>{label}</legend>
          <ActionButton className="small" isOff={chosen.length === 0} onClick={() => onChange([])}>
            {clearLabel}
          </ActionButton>
          {options.map(({ value, name }) => (
            <label key={value} className="check">
              <input type="checkbox" value={value} checked={chosen.includes(value)} onChange={() => toggle(value)} />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
