import { useI18n } from "../i18n/i18n-context.tsx";
import { formatMonthDay, formatSecond } from "../../shared/format-time.ts";

/** A record's time to the second, by this PC's clock; said in words where it has none. */
export function LogTime({ time }: { time: string | undefined }) {
  const { texts } = useI18n();
  if (time === undefined) return <span className="log-quiet">{texts.logs.untimed}</span>;
  const at = Date.parse(time);
  return (
    <time dateTime={time}>
      <span className="log-quiet">{formatMonthDay(at)}</span> {formatSecond(at)}
    </time>
  );
}
