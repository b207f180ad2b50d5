import { useI18n } from "../i18n/i18n-context.tsx";
import { useAlarmPart } from "../api/use-alarms.ts";
import { AlarmStateMark } from "../ui/alarm-marks.tsx";
import { findTileState } from "../ui/tile-alarms.ts";

/** What people know of a tile's alarm: unacknowledged, acknowledged, shelved, out of service. Drawn by itself: the tile is not. */
export function AlarmBadge({ streamId, server }: { streamId: string; server: string }) {
  const { state: words } = useI18n().texts.alarms;
  const state = useAlarmPart(({ alarms }) => findTileState(alarms, { streamId, server }));
  if (state === undefined) return undefined;
  return (
    <span className="alarm-badge" data-alarm-state={state} title={words[state]}>
      <AlarmStateMark state={state} />
      <span className="alarm-badge-text">{words[state]}</span>
    </span>
  );
}
