import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { isLocked } from "../api/is-locked.ts";
import { useTest } from "../api/use-test.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** For who has no MediaMTX at hand: the demo server that comes with the app. */
export function TryDemo() {
  const { demo } = useI18n().texts.setup;
  const { api, hostState } = useHostClient();
  const { locked } = useReadyHost().settings;
  const { state, run } = useTest<void>();
  if (isLocked(locked, "servers") || isLocked(locked, "streams")) return null;
  return (
    <div className="setup-demo">
      <p className="hint">{demo.hint}</p>
      <ActionButton isOff={state.phase === "busy"} onClick={() => run(async () => hostState.setSettings(await api.startDemo({})))}>
        {demo.start}
      </ActionButton>
      <p role="status">
        {state.phase === "busy" && demo.starting}
        {state.phase === "failed" && (
          <>
            <SeverityIcon severity="warning" /> {demo.failed}: {state.message}
          </>
        )}
      </p>
    </div>
  );
}
