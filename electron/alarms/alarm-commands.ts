import type { AlarmChange } from "../../shared/alarms/alarm.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { PlannedStream } from "../../shared/alarms/situation.ts";
import type { AlarmApi } from "../../shared/alarms-api.ts";
import type { ErrorCode } from "../../shared/api-names.ts";
import { latestShelfEnd } from "../../shared/shifts/find-shift.ts";

export interface AlarmCommandsOptions {
  now: () => number;
  /** As they are once the journals are read: a host that has just begun must not take what it does not know yet for nothing. */
  alarms: () => Promise<Alarms>;
  streams: () => ReadonlyMap<string, PlannedStream>;
  /** When shifts end, as the settings say. */
  shifts: () => readonly string[];
  /** Under whose name something is done. */
  sign: () => { by?: string };
  /** Resolves when it is on disk. */
  act: (changes: readonly (AlarmChange & { alarmId: string })[]) => Promise<void>;
}

const MINUTE = 60_000;
const INVALID: ErrorCode = "invalid_input";

/** What people do to alarms. */
export function createAlarmCommands({ now, alarms, streams, shifts, sign, act }: AlarmCommandsOptions): Omit<AlarmApi, "getAlarms"> {
  const refuse = (alarmId: string) => Object.assign(new Error(`there is no alarm ${JSON.stringify(alarmId)}`), { code: INVALID });
  const isKnown = (alarmId: string, known: Alarms): boolean => known.has(alarmId);
  const canFail = (alarmId: string, known: Alarms): boolean =>
    isKnown(alarmId, known) || [...streams()].some(([id, { server }]) => alarmId === `stream:${id}` || alarmId === `server:${server}`);

  async function change(
    alarmId: string,
    isThere: (id: string, known: Alarms) => boolean,
    made: AlarmChange,
  ): Promise<Record<string, never>> {
    if (!isThere(alarmId, await alarms())) throw refuse(alarmId);
    await act([{ alarmId, ...made, ...sign() }]);
    return {};
  }

  return {
    async acknowledgeAlarms({ alarms: wanted }) {
      const known = await alarms();
      const open = wanted.filter(({ alarmId, occurrenceId }) => {
        const occurrence = known.get(alarmId)?.occurrence;
        return occurrence?.id === occurrenceId && !occurrence.isAcknowledged;
      });
      await act(open.map(({ alarmId, occurrenceId }) => ({ alarmId, type: "acknowledged", occurrenceId, ...sign() })));
      return {};
    },
    shelveAlarm({ alarmId, minutes = Infinity, reason }) {
      const at = now();
      const until = Math.min(at + minutes * MINUTE, latestShelfEnd(at, shifts()));
      return change(alarmId, isKnown, { type: "shelved", until, reason });
    },
    unshelveAlarm: ({ alarmId }) => change(alarmId, isKnown, { type: "unshelved" }),
    commentAlarm: ({ alarmId, text }) => change(alarmId, isKnown, { type: "commented", text }),
    setOutOfService(input) {
      const { alarmId } = input;
      if (!input.isOut) return change(alarmId, isKnown, { type: "in_service" });
      const { minutes, reason } = input;
      const until = minutes === undefined ? {} : { until: now() + minutes * MINUTE };
      return change(alarmId, canFail, { type: "out_of_service", reason, ...until });
    },
  };
}
