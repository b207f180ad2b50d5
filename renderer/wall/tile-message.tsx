import { useI18n } from "../i18n/i18n-context.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { FailureText } from "./failure-text.tsx";
import { nameState } from "./name-state.ts";
import { severityOf } from "./tile-condition.ts";
import type { TileCondition } from "./tile-condition.ts";

interface TileMessageProps {
  condition: TileCondition;
  serverName: string;
  /** Unix milliseconds of the frame that is still shown. */
  frozenAt: number | undefined;
  enlarged: boolean;
  onRetry: () => void;
  /** Shows all that is known; absent where the host does not know the stream. */
  onDetails?: () => void;
}

/** What is wrong with a tile, in words: state and for how long, reason, what happens next. Nothing while its picture moves. */
export function TileMessage({ condition, serverName, frozenAt, enlarged, onRetry, onDetails }: TileMessageProps) {
  const { texts, formats } = useI18n();
  const details = enlarged && onDetails && <DetailsButton onDetails={onDetails} />;
  switch (condition.kind) {
    case "live":
      return undefined;
    case "server_down":
      return (
        <div className="tile-message">
          <p className="tile-state">
            <SeverityIcon severity="fault" />
            <LiveText format={(now) => texts.tile.serverDown(serverName, formats.since(condition.since, now))} />
          </p>
          <LastFrame frozenAt={frozenAt} />
          {details}
        </div>
      );
    case "elsewhere":
    case "stopped":
    case "starting":
      return (
        <div className="tile-message">
          <StateLine condition={condition} since={condition.kind === "starting" ? condition.since : undefined} />
        </div>
      );
    case "offline":
      return (
        <div className="tile-message">
          <StateLine condition={condition} since={condition.since} />
          {condition.failure && <FailureText failure={condition.failure} withAdvice={enlarged} />}
          {details}
        </div>
      );
    case "frozen":
    case "down":
      return (
        <div className="tile-message">
          {/* An incident may be older than the last picture; an operator asks how long there has been none. */}
          <StateLine condition={condition} since={Math.max(condition.since, frozenAt ?? 0)} />
          {condition.failure && <FailureText failure={condition.failure} withAdvice={enlarged} />}
          {condition.kind === "frozen" && condition.step && <p className="tile-next">{texts.tile.step[condition.step]}</p>}
          {condition.kind === "down" && <NextAttempt {...condition} reachable={enlarged} onRetry={onRetry} />}
          <LastFrame frozenAt={frozenAt} />
          {details}
        </div>
      );
  }
}

function DetailsButton({ onDetails }: { onDetails: () => void }) {
  const { texts } = useI18n();
  return (
    <button type="button" className="small" onClick={onDetails} onDoubleClick={(event) => event.stopPropagation()}>
      {texts.diagnosis.open}
    </button>
  );
}

function StateLine({ condition, since }: { condition: TileCondition; since: number | undefined }) {
  const { texts, formats } = useI18n();
  return (
    <p className="tile-state">
      <SeverityIcon severity={severityOf(condition)} />
      <span className="tile-state-name">{nameState(condition, texts)}</span>
      {since !== undefined && <LiveText className="tile-duration" format={(now) => formats.duration(now - since)} />}
    </p>
  );
}

interface NextAttemptProps {
  attempt: number;
  retryAt?: number;
  /** Whether the Tab key reaches the button. */
  reachable: boolean;
  onRetry: () => void;
}

function NextAttempt({ attempt, retryAt, reachable, onRetry }: NextAttemptProps) {
  const { texts, formats } = useI18n();
  if (retryAt === undefined) return <p className="tile-next">{texts.tile.retrying(attempt)}</p>;
  const wholeSeconds = (now: number) => Math.ceil((retryAt - now) / 1_000) * 1_000;
  return (
    <p className="tile-next">
      <LiveText format={(now) => texts.tile.retryIn(attempt, formats.duration(wholeSeconds(now)))} />
      <button
        type="button"
        className="small"
        tabIndex={reachable ? 0 : -1}
        onClick={onRetry}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {texts.tile.retryNow}
      </button>
    </p>
  );
}

function LastFrame({ frozenAt }: { frozenAt: number | undefined }) {
  const { texts, formats } = useI18n();
  if (frozenAt === undefined) return <p className="tile-age">{texts.tile.noFrameYet}</p>;
  return (
    <p className="tile-age">
      <LiveText format={(now) => texts.tile.lastFrame(formats.clock(frozenAt), formats.duration(now - frozenAt))} />
    </p>
  );
}
