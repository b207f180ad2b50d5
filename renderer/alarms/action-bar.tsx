import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { ALARM_ACTION_KEYS, ALARM_ACTIONS, planAlarmAction } from "../ui/alarm-actions.ts";
import type { AlarmTarget, RunAlarmAction } from "../ui/alarm-actions.ts";

interface ActionBarProps {
  /** The chosen alarms, else the active one. */
  targets: readonly AlarmTarget[];
  plainKeys: boolean;
  onAct: RunAlarmAction;
}

/** What can be done with what is chosen; always in the same place. */
export function ActionBar({ targets, plainKeys, onAct }: ActionBarProps) {
  const { texts, formats } = useI18n();
  const { action: words, list } = texts.alarms;
  return (
    <div className="alarm-actions" role="group" aria-label={words.label}>
      {ALARM_ACTIONS.map((action) => {
        const planned = planAlarmAction(action, targets);
        const label = planned.step === "unshelve" || planned.step === "inService" ? words[planned.step] : words[action];
        return (
          <ActionButton
            key={action}
            className={action === "acknowledge" ? "primary" : ""}
            data-action={action}
            isOff={planned.step === "nothing"}
            onClick={() => onAct(action, targets)}
          >
            {label}
            {plainKeys && <kbd aria-hidden="true">{ALARM_ACTION_KEYS[action]}</kbd>}
          </ActionButton>
        );
      })}
      <span className="hint" role="status">
        {targets.length > 1 && list.chosen(formats.count(targets.length))}
      </span>
    </div>
  );
}
