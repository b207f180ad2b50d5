import { stateOf } from "../../shared/diagnostics/check.ts";
import type { Check, CheckGroup, CheckState } from "../../shared/diagnostics/check.ts";
import { CHECK_WORDS } from "../../shared/diagnostics/check-words.ts";
import { nameTarget, sayFinding } from "../../shared/diagnostics/write-checks.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { Severity } from "../ui/severity-icon.tsx";

const SEVERITIES: Partial<Record<CheckState, Severity>> = { fine: "normal", unknown: "notice", trouble: "fault" };

/** Everything that was looked at, a group for each server and whatever else there is. */
export function CheckTable({ groups }: { groups: readonly CheckGroup[] }) {
  const { texts, language } = useI18n();
  const { column } = texts.diagnostics;
  return (
    <table className="checks">
      <thead>
        <tr>
          <th scope="col">{column.state}</th>
          <th scope="col">{column.check}</th>
          <th scope="col">{column.place}</th>
          <th scope="col">{column.finding}</th>
          <th scope="col">{column.took}</th>
        </tr>
      </thead>
      {groups.map(({ id, target, checks }) => (
        <tbody key={id} data-target={id}>
          <tr>
            <th scope="rowgroup" colSpan={5}>
              {nameTarget(target, language)}
            </th>
          </tr>
          {checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function CheckRow({ check }: { check: Check }) {
  const { language } = useI18n();
  const words = CHECK_WORDS[language];
  const state = stateOf(check);
  const severity = SEVERITIES[state];
  return (
    <tr data-check={check.id} data-state={state}>
      <td className="check-state">
        {severity && <SeverityIcon severity={severity} />}
        {words.states[state]}
      </td>
      <th scope="row">{words.names[check.name]}</th>
      <td>
        <code>{check.place}</code>
      </td>
      <td>{sayFinding(check.finding, language)}</td>
      <td className="check-took">{check.took !== undefined && state !== "off" && words.took(check.took)}</td>
    </tr>
  );
}
