import type { AlarmView } from "../../shared/alarms-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AlarmStateMark, PriorityMark } from "../ui/alarm-marks.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import type { AlarmRow } from "./list-rows.ts";
import { nameAcknowledger } from "./name-acknowledger.ts";

interface AlarmLineProps {
  row: AlarmRow;
  id: string;
  isActive: boolean;
  isChosen: boolean;
}

/** One alarm: how urgent, in which state, what, what to do, and for how long. */
export function AlarmLine({ row, id, isActive, isChosen }: AlarmLineProps) {
  const { texts, formats } = useI18n();
  const { alarms: words } = texts;
  const say = useSayAlarm();
  const { view, level, parts, isOpen } = row;
  const { since, until } = view;
  return (
    <div
      id={id}
      role="row"
      className="alarm-line"
      data-alarm={view.id}
      data-priority={view.priority}
      data-alarm-state={view.state}
      data-active={isActive}
      aria-level={level}
      aria-selected={isChosen}
      {...(parts > 0 && { "aria-expanded": isOpen })}
    >
      <span role="gridcell" className="alarm-choose" data-choose="">
        <span className="alarm-box" aria-hidden="true" />
      </span>
      <span role="gridcell" className="alarm-priority">
        <PriorityMark priority={view.priority} />
        {words.priority[view.priority]}
      </span>
      <span role="gridcell" className="alarm-state">
        <AlarmStateMark state={view.state} />
        {words.state[view.state]}
      </span>
      <span role="gridcell" className="alarm-what">
        <span className="alarm-sentence">
          {view.owner === "administrator" && <span className="alarm-owner">{words.owner.administrator}</span>}
          <LiveText format={(now) => say.sentence(view, now)} />
          {parts > 0 && (
            <span className="alarm-fold" data-fold="" title={isOpen ? words.list.hideParts : words.list.showParts}>
              {words.list.parts(formats.count(parts))}
            </span>
          )}
        </span>
        <span className="alarm-second">
          {level === 1 && view.state !== "out_of_service" && <span>{words.guidance[view.guidance]}</span>}
          <Notes view={view} />
        </span>
      </span>
      <span role="gridcell" className="alarm-duration">
        {since > 0 && view.occurrenceId !== undefined && <LiveText format={(now) => formats.duration((until ?? now) - since)} />}
      </span>
    </div>
  );
}

/** Who has done what with it: until when it is hidden and why, who has seen it, how much was written to it. */
function Notes({ view }: { view: AlarmView }) {
  const { texts, formats } = useI18n();
  const { list: words } = texts.alarms;
  const { shelf, outOfService, expectedUntil, acknowledgedAt, comments } = view;
  const by = nameAcknowledger(view);
  const untilOf = (until: number | undefined) => (now: number) =>
    until === undefined ? words.untilEnded : words.until(formats.since(until, now));
  const acknowledged = (time: string) => (by === undefined ? words.acknowledgedAt(time) : words.acknowledgedBy(by, time));
  return (
    <>
      {shelf && (
        <span className="alarm-note">
          <LiveText format={untilOf(shelf.until)} /> · {words.reason(shelf.reason)}
        </span>
      )}
      {outOfService && (
        <span className="alarm-note">
          <LiveText format={untilOf(outOfService.until)} /> · {words.reason(outOfService.reason)}
        </span>
      )}
      {view.state === "out_of_service" && !outOfService && (
        <span className="alarm-note">
          {words.planned}
          {expectedUntil !== undefined && (
            <>
              {" · "}
              <LiveText format={untilOf(expectedUntil)} />
            </>
          )}
        </span>
      )}
      {acknowledgedAt !== undefined && (
        <span className="alarm-note">
          <LiveText format={(now) => acknowledged(formats.since(acknowledgedAt, now))} />
        </span>
      )}
      {comments.length > 0 && <span className="alarm-note">{words.comments(formats.count(comments.length))}</span>}
    </>
  );
}

/** Of the row that something was clicked in. */
export function findRowId(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>(".alarm-line")?.dataset.alarm : undefined;
}
