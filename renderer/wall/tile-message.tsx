import { useRecordedFailure } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Texts } from "../i18n/ko.ts";
import { LiveText } from "../ui/live-text.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { AttemptFailure } from "../whep/types.ts";
import { severityOf } from "./tile-condition.ts";
import type { TileCondition } from "./tile-condition.ts";

interface TileMessageProps {
  condition: TileCondition;
  serverName: string;
  /** Unix milliseconds of the frame that is still shown. */
  frozenAt: number | undefined;
  enlarged: boolean;
  onRetry: () => void;
}

/** What is wrong with a tile, in words: state and for how long, reason, what happens next. */
export function TileMessage({ condition, serverName, frozenAt, enlarged, onRetry }: TileMessageProps) {
  const { texts, formats } = useI18n();
  if (condition.kind === "live") return undefined;
  if (condition.kind === "server_down") {
    const sentence = (now: number) => texts.tile.serverDown(serverName, formats.since(condition.since, now));
    return (
      <div className="tile-message">
        <p className="tile-state">
          <SeverityIcon severity="fault" />
          <LiveText format={sentence} />
        </p>
        <FrozenAge frozenAt={frozenAt} />
      </div>
    );
  }
  const { retryAt } = condition.kind === "down" ? condition : {};
  return (
    <div className="tile-message">
      <p className="tile-state">
        <SeverityIcon severity={severityOf(condition)} />
        <span className="tile-state-name">{nameState(condition, texts)}</span>
        {"since" in condition && <LiveText className="tile-duration" format={(now) => formats.duration(now - condition.since)} />}
      </p>
      {"failure" in condition && condition.failure && <FailureText failure={condition.failure} withAdvice={enlarged} />}
      {condition.kind === "down" && (
        <p className="tile-next">
          {retryAt === undefined ? (
            <span>{texts.state.reconnecting}</span>
          ) : (
            <LiveText format={(now) => texts.tile.retryIn(formats.duration(Math.ceil((retryAt - now) / 1_000) * 1_000))} />
          )}
          {condition.attempt > 1 && <span className="tile-attempt">{texts.tile.attempt(condition.attempt)}</span>}
          {retryAt !== undefined && (
            <button type="button" className="small" tabIndex={enlarged ? 0 : -1} onClick={onRetry}>
              {texts.tile.retryNow}
            </button>
          )}
        </p>
      )}
      {(condition.kind === "down" || condition.kind === "frozen") && <FrozenAge frozenAt={frozenAt} />}
    </div>
  );
}

function FailureText({ failure, withAdvice }: { failure: AttemptFailure; withAdvice: boolean }) {
  const { texts } = useI18n();
  const recorded = useRecordedFailure(failure);
  const reason = recorded?.reason ?? failure.reason;
  const status = failure.statusCode === undefined ? "" : ` (${texts.tile.status(failure.statusCode)})`;
  return (
    <>
      <p className="tile-reason">{texts.reason[reason] + status}</p>
      {withAdvice && <p className="tile-advice">{texts.advice[reason]}</p>}
      {withAdvice && <p className="tile-technical">{recorded?.errorMessage ?? failure.errorMessage}</p>}
    </>
  );
}

function FrozenAge({ frozenAt }: { frozenAt: number | undefined }) {
  const { texts, formats } = useI18n();
  if (frozenAt === undefined) return <p className="tile-age">{texts.tile.noFrameYet}</p>;
  const age = (now: number) => texts.tile.lastFrame(formats.clock(frozenAt), formats.duration(now - frozenAt));
  return (
    <p className="tile-age">
      <LiveText format={age} />
    </p>
  );
}

/** A tile's condition in one term. */
export function nameState(condition: TileCondition, { state }: Texts): string {
  switch (condition.kind) {
    case "live":
      return state.live;
    case "starting":
      return condition.step === "first_frame" ? state.waitingFirstFrame : state.starting;
    case "frozen":
      return state.frozen;
    case "down":
    case "server_down":
      return state.down;
    case "stopped":
      return state.stopped;
  }
}
