import { hostname } from "node:os";
import { makeNaming, nameAlarm, tellName } from "../../shared/alarms/name-alarm.ts";
import type { Naming } from "../../shared/alarms/name-alarm.ts";
import type { ClientIdentity } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import type { AlarmsOptions } from "../alarms/alarm-service.ts";

export interface NameForRoomOptions {
  settings: () => Settings;
  client: () => ClientIdentity;
}

/** What the alarm journal says for other PCs beside what this one needs itself: names, and who did it. Nothing where there is no central. */
export function nameForRoom({ settings, client }: NameForRoomOptions): Required<Pick<AlarmsOptions, "nameAlarm" | "actClient">> {
  let named: { settings: Settings; naming: Naming } | undefined;
  return {
    nameAlarm({ kind, source }) {
      const present = settings();
      if (!present.central.enabled) return undefined;
      const ownName = present.privacy.hostName ? hostname() : client().id;
      if (named?.settings !== present) named = { settings: present, naming: makeNaming(present, ownName) };
      return nameAlarm(kind, source, named.naming);
    },
    actClient() {
      const { id, name, hostName } = client();
      const { central, privacy } = settings();
      return central.enabled ? { id, name: tellName(name ?? (privacy.hostName ? hostName : undefined) ?? id) } : undefined;
    },
  };
}
