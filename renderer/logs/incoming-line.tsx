import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { IncomingLogsHandle } from "./use-incoming-logs.ts";

/** What has become of chosen or dropped files, as long as there is something to say. */
export function IncomingLine({ incoming: { state, dismiss } }: { incoming: IncomingLogsHandle }) {
  const { texts, formats } = useI18n();
  const { incoming: words, folder, exports } = texts.logs;
  if (state.phase === "idle" || (state.phase === "open" && state.leftOut === 0)) return null;
  const isWrong = state.phase === "none" || state.phase === "failed";
  return (
    <p className="source-line" role={isWrong ? "alert" : "status"}>
      {isWrong && <SeverityIcon severity="warning" />}
      {state.phase === "none" && <span>{words.none}</span>}
      {state.phase === "failed" && (
        <span>
          {folder.failed}: {state.error}
        </span>
      )}
      {state.phase === "open" && <span>{words.leftOut(formats.count(state.leftOut))}</span>}
      {state.phase === "sending" && (
        <>
          <span>{words.sending}</span>
          <progress value={state.share} aria-label={words.sending} />
        </>
      )}
      <button type="button" className="small" onClick={dismiss}>
        {state.phase === "sending" ? exports.cancel : texts.keys.close}
      </button>
    </p>
  );
}
