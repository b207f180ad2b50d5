import { decideNotifications } from "../../../shared/alerts/decide-notifications.ts";
import { applyNotification } from "../../../shared/alerts/ledger.ts";
import type { Ledger } from "../../../shared/alerts/ledger.ts";
import type { NotableAlarm } from "../../../shared/alerts/list-notable.ts";
import type { AlarmNote, Notification } from "../../../shared/alerts/notification.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import type { AlertSettings, Channel } from "../../../shared/alerts/alert-settings.ts";
import { SECOND, T0 } from "./make-notable.ts";

/** One channel over time: what it is told when these alarms are open from then on. Times are seconds after T0. */
export function openChannel(change: Partial<AlertSettings> = {}, channel: Channel = "email") {
  const ledger: Ledger = new Map();
  const settings = { ...DEFAULT_SETTINGS.alerts, ...change };
  const told: Notification[] = [];
  let open: readonly NotableAlarm[] = [];
  let ends = new Map<string, number>();
  const latest = new Map<string, AlarmNote>();

  function decide(at: number): number | undefined {
    const { drafts, due } = decideNotifications(ledger, { at, channel, alarms: open, settings, ends, latest });
    for (const draft of drafts) {
      const notification = { id: `n${told.length}`, ...draft };
      told.push(notification);
      applyNotification(ledger, notification);
    }
    return due;
  }

  return {
    ledger,
    told,
    /** Each as `seconds kind name…`, what is over in brackets. */
    lines: () =>
      told.map(({ at, kind, alarms }) =>
        [(at - T0) / SECOND, kind, ...alarms.map(({ name, until }) => (until === undefined ? name : `(${name})`))].join(" "),
      ),
    /** These are open from `seconds` on, and then time passes until `until`. */
    pass(seconds: number, alarms: readonly NotableAlarm[], until = seconds, ended: Record<string, number> = {}) {
      open = alarms;
      for (const { note } of alarms) latest.set(note.occurrenceId, note);
      ends = new Map(Object.entries(ended).map(([id, time]) => [id, T0 + time * SECOND]));
      for (let at: number | undefined = T0 + seconds * SECOND; at !== undefined && at <= T0 + until * SECOND;) at = decide(at);
    },
  };
}
