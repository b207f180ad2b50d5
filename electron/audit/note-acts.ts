/** What others have done, as entries of the audit log. Nobody waits: an alarm is acknowledged, and a server acted on, on a full disk too. */
import type { AdminApi } from "../../shared/admin-api.ts";
import { isActOnAlarm } from "../../shared/alarms/acts-on-alarms.ts";
import type { AlarmEvent } from "../../shared/alarms/alarm.ts";
import type { RecoveryRecord } from "../../shared/state-line.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import { listChanges } from "./list-changes.ts";
import type { Audit } from "./open-audit.ts";

type Writer = Pick<Audit, "write">;

export function noteActs({ write }: Writer, events: readonly AlarmEvent[]): void {
  for (const { id: _id, at: _at, alarmId, ...change } of events) {
    if (!isActOnAlarm(change)) continue;
    const { type, by, client: _client, ...how } = change; // each entry says where it was done
    void write({ event: `alarm_${type}`, what: { alarmId, ...how }, ...(by === undefined ? {} : { by }) });
  }
}

/** Notes what is recorded of a server: its line stands in the state journal, too, before it is done and when its outcome is known. */
export function noteServerActions<T>({ write }: Writer, record: (line: RecoveryRecord) => T): (line: RecoveryRecord) => T {
  return (line) => {
    const { step, outcome, server, streamId, incidentId } = line;
    void write({ event: "server_action", what: { step, outcome, server, streamId, incidentId } });
    return record(line);
  };
}

/** Notes each change of the settings. A policy that only says the same anew is none. */
export function followSettings({ write }: Writer, store: Pick<SettingsStore, "state" | "onChange">): void {
  let { settings: last } = store.state();
  store.onChange((cause) => {
    const { settings } = store.state();
    const what = listChanges(last, settings);
    last = settings;
    if (what.changes.length > 0) void write({ event: cause === "saved" ? "settings_changed" : "policy_changed", what });
  });
}

/** The same calls; each PIN that somebody gives is noted, and never which. */
export function noteUnlocks({ write }: Writer, { unlock, lock }: AdminApi): AdminApi {
  return {
    lock,
    async unlock(input) {
      const answer = await unlock(input);
      void write({ event: answer.isUnlocked ? "lock_opened" : "lock_refused", what: {} });
      return answer;
    },
  };
}
