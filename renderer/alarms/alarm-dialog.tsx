import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import { LONGEST_COMMENT } from "../../shared/alarms/alarm.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useDuty } from "../api/use-duty.ts";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import type { AlarmAction, AlarmTarget } from "../ui/alarm-actions.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import { actOnEach } from "./act-on-each.ts";
import { listShelfChoices } from "./list-shelf-choices.ts";
import { describeTarget } from "../ui/describe-target.ts";
import "./alarm-dialog.css";

export interface AlarmDialogProps {
  action: Exclude<AlarmAction, "acknowledge">;
  targets: readonly AlarmTarget[];
  onClose: () => void;
}

const MINUTE = 60_000;

/** Asks why, and for how long. What is written stays while the host refuses it; while it is asked nothing closes: the answer would be lost. */
export function AlarmDialog({ action: wanted, targets: all, onClose }: AlarmDialogProps) {
  const { texts, formats } = useI18n();
  const { dialog: words } = texts.alarms;
  const { api } = useHostClient();
  const sayError = useSayError();
  const say = useSayAlarm();
  const [targets, setTargets] = useState(all);
  const shiftEnd = useDuty().duty?.shift?.to;
  const [now] = useState(Date.now);
  const choices = listShelfChoices(now, shiftEnd);
  const [action, setAction] = useState(wanted);
  const [minutes, setMinutes] = useState<number | undefined>(choices.includes(30) ? 30 : choices[0]);
  const [end, setEnd] = useState("");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isRunning, setIsRunning] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []); // not the close button, which the browser would take
  const [first] = targets;
  const name = targets.length === 1 && first ? say.name(describeTarget(first)) : words.several(formats.count(targets.length));

  async function apply(): Promise<void> {
    const minutesLeft = end === "" ? undefined : (new Date(end).getTime() - Date.now()) / MINUTE;
    if (minutesLeft !== undefined && !(minutesLeft >= 1)) return setProblem(words.past);
    setIsRunning(true);
    const { left, error } = await actOnEach(targets, ({ alarmId }) => {
      if (action === "shelve") return api.shelveAlarm({ alarmId, reason: text, ...(minutes !== undefined && { minutes }) });
      if (action === "comment") return api.commentAlarm({ alarmId, text });
      return api.setOutOfService({
        alarmId,
        isOut: true,
        reason: text,
        ...(minutesLeft !== undefined && { minutes: minutesLeft }),
      });
    });
    if (left.length === 0) return onClose();
    setTargets(left);
    setProblem(`${words.failed}: ${sayError(error)}`);
    setIsRunning(false);
  }

  function sayLength(each: number | undefined): string {
    if (each === undefined) return words.untilShiftEnd(formats.since(shiftEnd ?? now, now));
    return each < 60 ? words.minutes(formats.count(each)) : words.hours(formats.count(each / 60));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void apply();
  }

  return (
    <Dialog title={words[action](name)} closeLabel={texts.keys.close} onClose={onClose} isHeld={isRunning}>
      <form className="alarm-form" onSubmit={submit}>
        {action === "shelve" && (
          <>
            <p className="hint">{words.shelveText}</p>
            <fieldset className="alarm-durations">
              <legend>{words.duration}</legend>
              {choices.map((each) => (
                <label key={each ?? "shift"} className="check" data-until-shift-end={each === undefined}>
                  <input type="radio" name="minutes" value={each ?? ""} checked={minutes === each} onChange={() => setMinutes(each)} />
                  {sayLength(each)}
                </label>
              ))}
            </fieldset>
            <p className="hint alarm-longer">
              {shiftEnd === undefined ? words.longer : words.longerThanShift}
              <button type="button" className="small" onClick={() => setAction("outOfService")}>
                {words.longerOffer}
              </button>
            </p>
          </>
        )}
        {action === "outOfService" && (
          <>
            <p className="hint">{words.outOfServiceText}</p>
            <label>
              {words.end}
              <input type="datetime-local" name="end" value={end} onChange={(event) => setEnd(event.target.value)} />
            </label>
          </>
        )}
        <label>
          {action === "comment" ? words.text : words.reason}
          <input
            name="text"
            ref={input}
            required
            pattern=".*\S.*"
            maxLength={LONGEST_COMMENT}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <div className="dialog-actions">
          <span role="alert">{problem}</span>
          <ActionButton type="submit" className="primary" isOff={isRunning || text.trim() === ""}>
            {texts.alarms.action[action].replace("…", "")}
          </ActionButton>
          <button type="button" disabled={isRunning} onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
