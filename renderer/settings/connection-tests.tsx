import type { ReactNode } from "react";
import type { Channel } from "../../shared/alerts/alert-settings.ts";
import type { ChannelProblem, ChannelTest as ChannelOutcome } from "../../shared/alerts/channel-test.ts";
import type { CentralTest as CentralOutcome } from "../../shared/setup-api.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useTest } from "../api/use-test.ts";
import type { TestState } from "../api/use-test.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { useSettingsForm } from "./form-context.tsx";

/** Sends a message through a channel as it stands on the screen. */
export function ChannelTest({ channel }: { channel: Channel }) {
  const { api } = useHostClient();
  const { settings } = useI18n().texts;
  const { draft, problems } = useSettingsForm();
  const { state, run } = useTest<ChannelOutcome>();
  const section = draft.alerts[channel];
  const ask = () => api.testChannel({ channel, ...(typeof section === "object" && { settings: section }) });
  return (
    <TestLine
      label={settings.test.channel}
      state={state}
      onRun={() => run(ask)}
      refusal={problems.some((key) => key.startsWith(`alerts.${channel}.`)) ? settings.test.invalid : undefined}
    >
      {(outcome) => (outcome.ok ? settings.test.sent : <ChannelFailure channel={channel} problem={outcome.problem} />)}
    </TestLine>
  );
}

function ChannelFailure({ channel, problem }: { channel: Channel; problem: ChannelProblem }) {
  const { settings } = useI18n().texts;
  const { step, detail, statusCode } = problem;
  const labels: Record<string, string | undefined> = settings.label;
  const said = step === "settings" ? (labels[`alerts.${channel}.${detail}`] ?? detail) : detail;
  return (
    <>
      <SeverityIcon severity="fault" />
      <strong>{settings.test.step[step]}</strong>
      {said !== "" && <span>{said}</span>}
      {statusCode !== undefined && <span>{settings.test.status(String(statusCode))}</span>}
    </>
  );
}

/** Asks the central server for one record, and says what that means for what waits here. */
export function CentralTest() {
  const { api } = useHostClient();
  const { settings } = useI18n().texts;
  const { draft, problems } = useSettingsForm();
  const { url, secretRef } = draft.central;
  const { state, run } = useTest<CentralOutcome>();
  return (
    <TestLine
      label={settings.test.central}
      state={state}
      onRun={() => run(() => api.testCentral({ url, secretRef }))}
      refusal={
        url === "" ? settings.test.noAddress : problems.some((key) => key.startsWith("central.")) ? settings.test.invalid : undefined
      }
    >
      {(outcome) => (outcome.ok ? <CentralSuccess url={url} /> : <CentralFailure outcome={outcome} />)}
    </TestLine>
  );
}

/** The test reads; what is sent to the same address may be refused all the same. */
function CentralSuccess({ url }: { url: string }) {
  const { test } = useI18n().texts.settings;
  const { settings: inForce, status } = useReadyHost();
  const { lastError, statusCode } = status.delivery;
  const isRefusing = lastError !== undefined && statusCode !== undefined && url === inForce.settings.central.url;
  if (!isRefusing) return test.centralOk;
  return (
    <>
      <SeverityIcon severity="fault" />
      <strong>{test.centralRefusing}</strong>
      <span>{lastError}</span>
    </>
  );
}

function CentralFailure({ outcome: { message, statusCode } }: { outcome: CentralOutcome & { ok: false } }) {
  const { test } = useI18n().texts.settings;
  const said =
    statusCode === undefined
      ? test.centralNoAnswer
      : statusCode === 401 || statusCode === 403
        ? test.centralAuth
        : test.centralOther(String(statusCode));
  return (
    <>
      <SeverityIcon severity="fault" />
      <strong>{said}</strong>
      <span>{message}</span>
    </>
  );
}

interface TestLineProps<T> {
  label: string;
  state: TestState<T>;
  onRun: () => void;
  /** Why it cannot be tested. */
  refusal?: string | undefined;
  children: (outcome: T) => ReactNode;
}

function TestLine<T>({ label, state, onRun, refusal, children }: TestLineProps<T>) {
  const { test } = useI18n().texts.settings;
  return (
    <div className="setting-line">
      <ActionButton isOff={refusal !== undefined || state.phase === "busy"} onClick={onRun}>
        {label}
      </ActionButton>
      <div className="setting-outcome" role="status">
        {refusal}
        {refusal === undefined && state.phase === "busy" && test.busy}
        {refusal === undefined && state.phase === "done" && children(state.outcome)}
        {refusal === undefined && state.phase === "failed" && `${test.failed}: ${state.message}`}
      </div>
    </div>
  );
}
