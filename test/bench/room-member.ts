import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createControlRoom } from "../../electron/control-room.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";
import { makeControlRoomOptions } from "../support/control-room-options.ts";
import { makeReport } from "../support/make-report.ts";
import { makeStateReport } from "../support/make-state-report.ts";
import { readAlarmEvents } from "../support/read-alarm-events.ts";

export interface RoomMemberOptions {
  root: string;
  number: number;
  settings: object;
  streams: readonly string[];
  whepUrl: (stream: string) => string;
  /** The one that is looked at. */
  alarmId: string;
}

/** A PC of a room: all of the host, and a page that says what the bench wants of its streams. */
export async function startRoomMember({ root, number, settings, streams, whepUrl, alarmId }: RoomMemberOptions) {
  const name = `PC-${number}`;
  const dataDir = join(root, name);
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ ...settings, client: { name, site: "" } }));
  const transport = createUndiciTransport();
  const host = await createControlRoom(
    makeControlRoomOptions(dataDir, { sendRequest: transport.sendRequest, pageOrigin: "http://127.0.0.1" }),
  );
  const { page } = makeStateReport();
  const view = async (): Promise<AlarmView | undefined> => (await host.api.getAlarms({})).alarms.find(({ id }) => id === alarmId);

  /** Looked at with each change. */
  async function until(isSo: (view: AlarmView | undefined) => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void =>
      void view().then((present) => {
        if (isSo(present)) resolve();
      });
    const stop = host.onNotification((event) => event === "alarmsChanged" && look());
    look();
    await promise;
    stop();
  }

  async function report(state: "up" | "down"): Promise<void> {
    for (const streamId of streams) {
      const failure = state === "down" ? ({ reason: "closed_by_server" } as const) : {};
      await host.api.reportState(makeStateReport({ streamId, state, page, whepUrl: whepUrl(streamId), ...failure }));
      if (state === "down")
        await host.api.reportError(makeReport({ streamId, reason: "refused", statusCode: undefined, whepUrl: whepUrl(streamId) }));
    }
  }

  return {
    report,
    until,
    async acknowledge(): Promise<void> {
      const { occurrenceId = "" } = (await view()) ?? {};
      await host.api.acknowledgeAlarms({ alarms: [{ alarmId, occurrenceId }] });
    },
    /** How often the line that stands there most often does. */
    mostOfOneId(): number {
      const times = new Map<string, number>();
      for (const { id } of readAlarmEvents(dataDir)) times.set(id, (times.get(id) ?? 0) + 1);
      return Math.max(0, ...times.values());
    },
    async stop(): Promise<void> {
      await host.close();
      await transport.close();
    },
  };
}

export type RoomMember = Awaited<ReturnType<typeof startRoomMember>>;
