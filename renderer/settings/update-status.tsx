import { useEffect, useState } from "react";
import type { UpdateProblem, UpdateState, UpdateStep } from "../../shared/updates/updates-api.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useTest } from "../api/use-test.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Words } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** The present version, what the server has, and what that waits for. */
export function UpdateStatus() {
  const { api, bridge } = useHostClient();
  const words = useI18n();
  const { updates, test } = words.texts.settings;
  const [state, setState] = useState<UpdateState>();
  const check = useTest<UpdateState>();
  useEffect(() => {
    let isOver = false;
    const end = bridge.subscribe("updatesChanged", setState);
    // What was told meanwhile is newer than the answer.
    void api.getUpdates({}).then((answer) => !isOver && setState((told) => told ?? answer), () => undefined); // prettier-ignore
    return () => {
      isOver = true;
      end();
    };
  }, [api, bridge]);
  if (!state) return null;
  return (
    <div className="setting-line">
      <ActionButton isOff={!state.isActive || state.busy !== undefined} onClick={() => check.run(() => api.checkForUpdates({}))}>
        {updates.check}
      </ActionButton>
      <div className="setting-outcome update-status" role="status">
        <strong>{updates.present(state.version)}</strong>
        {sayState(state, words).map((line) => (
          <span key={line}>{line}</span>
        ))}
        {check.state.phase === "failed" && <span>{`${test.failed}: ${check.state.message}`}</span>}
        {state.isActive &&
          Object.entries(state.problems).map(([step, problem]) => <ProblemLine key={step} step={step as UpdateStep} problem={problem} />)}
      </div>
    </div>
  );
}

/** One sentence a line. */
function sayState({ kind, isActive, found, isDownloaded, busy, wait, lookedAt }: UpdateState, { texts, formats }: Words): string[] {
  const { updates } = texts.settings;
  if (kind === "none") return [updates.impossible];
  if (!isActive) return [updates.off];
  const lines: string[] = [];
  if (lookedAt === undefined) lines.push(updates.notAsked);
  else if (!found) lines.push(updates.current);
  else if (!found.isFit) lines.push(updates.unfit(found.version));
  else {
    const released = found.releasedAt === undefined ? "" : formats.day(found.releasedAt);
    lines.push([updates.found(found.version, released), ...(isDownloaded ? [updates.fetched] : [])].join(", "));
  }
  if (busy) lines.push(updates.busy[busy]);
  else if (wait) lines.push(updates.wait[wait.reason](wait.until === undefined ? "" : formats.moment(wait.until)));
  if (lookedAt !== undefined) lines.push(updates.lookedAt(formats.moment(lookedAt)));
  return lines;
}

function ProblemLine({ step, problem: { kind, detail, since } }: { step: UpdateStep; problem: UpdateProblem }) {
  const { texts, formats } = useI18n();
  const { updates } = texts.settings;
  return (
    <span className="update-problem">
      <SeverityIcon severity="fault" />
      <strong>{`${updates.step[step]}: ${updates.problem[kind]}, ${updates.since(formats.moment(since))}`}</strong>
      <span className="hint">{detail}</span>
    </span>
  );
}
