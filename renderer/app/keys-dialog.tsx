import { COMMAND_IDS } from "../../shared/commands.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { keyOf } from "./find-command.ts";

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { texts } = useI18n();
  const { keys } = texts;
  const rows: [key: string, meaning: string][] = [
    ["← ↑ → ↓", keys.move],
    ["Enter", keys.enlarge],
    ["Esc", keys.back],
    ["r", keys.retry],
    ...COMMAND_IDS.flatMap((id): [string, string][] => {
      const key = keyOf(id);
      return key === undefined ? [] : [[key, texts.command[id]]];
    }),
  ];
  return (
    <Dialog title={keys.title} closeLabel={keys.close} onClose={onClose}>
      <dl className="keys">
        {rows.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
