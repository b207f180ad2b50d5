import { useI18n } from "../i18n/i18n-context.tsx";
import type { StreamChoice } from "./stream-choice.ts";

interface StreamChooserProps {
  choices: StreamChoice[];
  onChange: (choices: StreamChoice[]) => void;
}

/** What the server has to play, to be ticked and named. */
export function StreamChooser({ choices, onChange }: StreamChooserProps) {
  const { setup } = useI18n().texts;
  const open = choices.filter(({ isPresent }) => !isPresent);
  const chosen = open.filter(({ isChosen }) => isChosen).length;
  const change = (path: string, part: Partial<StreamChoice>) =>
    onChange(choices.map((each) => (each.path === path ? { ...each, ...part } : each)));
  return (
    <fieldset className="setup-streams">
      <legend>{setup.list}</legend>
      <label>
        <input
          type="checkbox"
          checked={chosen > 0 && chosen === open.length}
          disabled={open.length === 0}
          ref={(box) => {
            if (box) box.indeterminate = chosen > 0 && chosen < open.length;
          }}
          onChange={(event) => onChange(choices.map((each) => ({ ...each, isChosen: event.target.checked && !each.isPresent })))}
        />
        {setup.all}
      </label>
      <ul>
        {choices.map(({ path, name, site, available, isPresent, isChosen }) => (
          <li key={path}>
            <label>
              <input
                type="checkbox"
                name="stream"
                value={path}
                checked={isPresent || isChosen}
                disabled={isPresent}
                onChange={(event) => change(path, { isChosen: event.target.checked })}
              />
              <span>{path}</span>
              {isPresent ? <span className="hint">{setup.present}</span> : !available && <span className="hint">{setup.absent}</span>}
            </label>
            {isChosen && (
              <>
                <input
                  value={name}
                  maxLength={200}
                  placeholder={setup.name}
                  aria-label={`${path}, ${setup.name}`}
                  onChange={(event) => change(path, { name: event.target.value })}
                />
                <input
                  value={site}
                  maxLength={200}
                  placeholder={setup.site}
                  aria-label={`${path}, ${setup.site}`}
                  onChange={(event) => change(path, { site: event.target.value })}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
