interface SwitchProps<V extends string> {
  label: string;
  options: { value: V; name: string; isDisabled?: boolean }[];
  chosen: V;
  onChoose: (value: V) => void;
}

/** One of a few ways of looking. */
export function Switch<V extends string>({ label, options, chosen, onChoose }: SwitchProps<V>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(({ value, name, isDisabled }) => (
        <button
          key={value}
          type="button"
          className="small"
          aria-pressed={chosen === value}
          disabled={isDisabled}
          onClick={() => onChoose(value)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
