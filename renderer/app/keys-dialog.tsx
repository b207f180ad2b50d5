import { COMMAND_IDS, isOffered } from "../../shared/commands.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ALARM_KEYS } from "../alarms/alarm-keys.ts";
import { LOG_KEYS } from "../logs/log-keys.ts";
import { ALARM_ACTION_KEYS, ALARM_ACTIONS } from "../ui/alarm-actions.ts";
import { Dialog } from "../ui/dialog.tsx";
import { keyOf } from "./find-command.ts";
import { doesCommand } from "./kiosk-view.ts";
import type { Screen } from "./screen-address.ts";
import type { PlainKeys } from "./use-plain-keys.ts";

type KeyRow = [key: string, meaning: string];

export function KeysDialog({ screen, plainKeys, onClose }: { screen: Screen; plainKeys: PlainKeys; onClose: () => void }) {
  const { texts } = useI18n();
  const { keys } = texts;
  const { settings, isKiosk } = useReadyHost().settings;
  const ofScreen: Record<Screen, { title: string; rows: KeyRow[] }> = {
    wall: {
      title: texts.command.showWall,
      rows: [
        ["← ↑ → ↓", keys.move],
        ["Enter", keys.enlarge],
        ["Esc", keys.back],
        ["r", keys.retry],
        ["PgUp PgDn", texts.wall.key.pages],
        ["1 … 9", texts.wall.key.digits],
        ...(doesCommand("editLayouts", isKiosk) ? [["e", texts.wall.key.edit] as KeyRow] : []),
        ["+ − 0", texts.wall.key.zoom],
        ["p", texts.wall.key.snapshot],
        ["v", texts.wall.key.sound],
        ...ALARM_ACTIONS.map((action): KeyRow => [ALARM_ACTION_KEYS[action], texts.alarms.key[action]]),
      ],
    },
    alarms: { title: texts.command.showAlarms, rows: ALARM_KEYS.map(({ key, meaning }) => [key, texts.alarms.key[meaning]]) },
    logs: { title: texts.command.showLogs, rows: LOG_KEYS.map(({ key, meaning }) => [key, texts.logs.key[meaning]]) },
    dashboard: {
      title: texts.command.showDashboard,
      rows: [
        ["← ↑ → ↓", texts.dashboard.key.move],
        ["Enter", texts.dashboard.key.open],
      ],
    },
    report: { title: texts.command.showReport, rows: [["PgUp PgDn", texts.report.key.scroll]] },
    handover: { title: texts.command.showHandover, rows: [["Tab", texts.shifts.key]] },
    diagnostics: { title: texts.command.showDiagnostics, rows: [["Tab", texts.diagnostics.key]] },
    settings: { title: texts.command.showSettings, rows: [["Tab", texts.settings.key]] },
  };
  const commands = COMMAND_IDS.flatMap((id): KeyRow[] => {
    const key = keyOf(id);
    return key === undefined || !isOffered(id, settings) || !doesCommand(id, isKiosk) ? [] : [[key, texts.command[id]]];
  });
  return (
    <Dialog title={keys.title} closeLabel={keys.close} onClose={onClose} wide>
      <div className="keys-columns">
        <KeyList title={ofScreen[screen].title} rows={ofScreen[screen].rows} />
        <KeyList title={keys.everywhere} rows={commands} />
      </div>
      <label className="check">
        <input type="checkbox" checked={plainKeys.on} onChange={(event) => plainKeys.set(event.target.checked)} />
        {keys.plain}
      </label>
    </Dialog>
  );
}

function KeyList({ title, rows }: { title: string; rows: KeyRow[] }) {
  return (
    <section>
      <h3>{title}</h3>
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
    </section>
  );
}
