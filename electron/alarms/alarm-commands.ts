import type { AlarmChange } from "../../shared/alarms/alarm.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { PlannedStream } from "../../shared/alarms/situation.ts";
import type { AlarmApi } from "../../shared/alarms-api.ts";
import type { ErrorCode } from "../../shared/api-names.ts";

export interface AlarmCommandsOptions {
  now: () => number;
  alarms: () => Alarms;
  streams: () => ReadonlyMap<string, PlannedStream>;
  /** Resolves when it is on disk. */
  act: (changes: readonly (AlarmChange & { alarmId: string })[]) => Promise<void>;
}

const MINUTE = 60_000;
const INVALID: ErrorCode = "invalid_input";

/** What people do to alarms. */
export function createAlarmCommands({ now, alarms, streams, act }: AlarmCommandsOptions): Omit<AlarmApi, "getAlarms"> {
  const refuse = (alarmId: string) => Object.assign(new Error(`there is no alarm ${JSON.stringify(alarmId)}`), { code: INVALID });
  const isKnown = (alarmId: string): boolean => alarms().has(alarmId);
  const canFail = (alarmId: string): boolean =>
    isKnown(alarmId) || [...streams()].some(([id, { server }]) => alarmId === `stream:${id}` || alarmId === `server:${server}`);

  async function change(alarmId: string, isThere: (id: string) => boolean, made: AlarmChange): Promise<Record<string, never>> {
    if (!isThere(alarmId)) throw refuse(alarmId);
    await act([{ alarmId, ...made }]);
    return {};
  }

  return {
    async acknowledgeAlarms({ alarms: wanted, by }) {
      const open = wanted.filter(({ alarmId, occurrenceId }) => {
        const occurrence = alarms().get(alarmId)?.occurrence;
        return occurrence?.id === occurrenceId && !occurrence.isAcknowledged;
      });
      await act(open.map(({ alarmId, occurrenceId }) => ({ alarmId, type: "acknowledged", occurrenceId, ...named(by) })));
      return {};
    },
    shelveAlarm: ({ alarmId, minutes, reason, by }) =>
      change(alarmId, isKnown, { type: "shelved", until: now() + minutes * MINUTE, reason, ...named(by) }),
    unshelveAlarm: ({ alarmId, by }) => change(alarmId, isKnown, { type: "unshelved", ...named(by) }),
    commentAlarm: ({ alarmId, text, by }) => change(alarmId, isKnown, { type: "commented", text, ...named(by) }),
    setOutOfService(input) {
      const { alarmId } = input;
      if (!input.isOut) return change(alarmId, isKnown, { type: "in_service", ...named(input.by) });
      const { minutes, reason, by } = input;
      const until = minutes === undefined ? {} : { until: now() + minutes * MINUTE };
      return change(alarmId, canFail, { type: "out_of_service", reason, ...until, ...named(by) });
    },
  };
}

function named(by: string | undefined): { by?: string } {
  return by === undefined ? {} : { by };
}
