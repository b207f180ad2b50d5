import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openAlarmJournal } from "../../../electron/alarms/open-alarm-journal.ts";
import { createCentralAccess } from "../../../electron/delivery/central-access.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { shareAlarms } from "../../../electron/room/share-alarms.ts";
import { toAlarmRecord } from "../../../shared/alarms/alarm-line.ts";
import { toJsonLine } from "../../../shared/plain-text.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import type { RoomAct } from "../../../shared/room/room-act.ts";
import { CUT_OFF_AFTER } from "../../../shared/room/room-status.ts";
import { readAlarmEvents } from "../../support/read-alarm-events.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { createManualClock } from "../alarms/manual-clock.ts";
import { createRoomPc, SERVER } from "../collector/alarms/room-pc.ts";
import { startTestCollector } from "../collector/test-collector.ts";
import { startRoomCollector } from "./start-room.ts";

const CLIENT = "019b9d9a-0000-7000-8000-0000000000aa";

/** What shares a PC's alarms, by a clock that the test moves. */
async function startSharing(url: string, takeActs = async (_acts: readonly RoomAct[]): Promise<void> => undefined) {
  const dataDir = makeTempDir();
  const clock = createManualClock(Date.now());
  const transport = createUndiciTransport();
  const changes = new EventEmitter();
  const log = (): void => undefined;
  const common = { now: clock.now, setTimer: clock.setTimer, log };
  const openCursor = (name: string) => createCursor({ directory: join(dataDir, "cursors"), name });
  const journal = await openAlarmJournal({
    directory: join(dataDir, "alarms"),
    quarantineDirectory: join(dataDir, "quarantine"),
    logs: () => DEFAULT_SETTINGS.logs,
    now: clock.now,
    log,
  });
  const access = createCentralAccess({
    ...common,
    identity: { version: "0.1.0", clientId: CLIENT },
    sendRequest: transport.sendRequest,
    readSecret: async () => undefined,
  });
  const shared = shareAlarms({
    ...common,
    access,
    journal,
    cursors: { alarms: openCursor("alarms"), centralAlarms: openCursor("central-alarms") },
    dataDir,
    clientId: CLIENT,
    takeActs,
    onSignWanted: () => undefined,
    onChange: () => changes.emit("change"),
    random: () => 0.5,
  });
  onTestFinished(async () => {
    access.close();
    await shared.close();
    await journal.close();
    await transport.close();
  });
  await access.configure({ url, enabled: true, secretRef: "", sendFrom: "all" });
  return {
    clock,
    shared,
    journal,
    async until(isSo: () => boolean): Promise<void> {
      while (!isSo()) await once(changes, "change");
    },
  };
}

test("a collector that is away for a moment is still the one that sends; after half a minute this PC is by itself", async () => {
  const collector = await startRoomCollector("http://127.0.0.1:9/");
  const { clock, shared, until } = await startSharing(collector.url);
  const isSent = () => shared.isSentElsewhere("webhook");
  expect(isSent()).toBe(false);
  await clock.pass(10_000); // the wall's first frames come first
  await until(isSent);
  expect(shared.isSentElsewhere("email")).toBe(false);
  await collector.close();
  await clock.pass(CUT_OFF_AFTER - 1_000);
  expect(isSent()).toBe(true);
  await clock.pass(2_000);
  expect(isSent()).toBe(false);
  const again = await startRoomCollector("http://127.0.0.1:9/", collector);
  expect(again.url).toBe(collector.url);
  await clock.pass(10_000);
  await until(isSent);
});

test("a collector that does not send leaves it to the PCs, and still says how many see an alarm", async () => {
  const collector = await startTestCollector({ dataDir: makeTempDir() });
  const { clock, shared, until } = await startSharing(collector.url);
  for (const number of [7, 8]) await createRoomPc(() => collector.url, number, Date.now).raise();
  await clock.pass(10_000);
  await until(() => shared.view.seenBy(SERVER)?.pcs === 2);
  expect(shared.isSentElsewhere("webhook")).toBe(false);
});

test("a disk that takes nothing does not keep this PC from hearing what is done at others", async () => {
  const collector = await startTestCollector({ dataDir: makeTempDir() });
  const other = createRoomPc(() => collector.url, 7, Date.now);
  const texts: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const { clock } = await startSharing(collector.url, (acts) => {
    for (const act of acts) texts.push("text" in act ? act.text : "");
    if (texts.length === 2) resolve();
    return new Promise(() => {}); // never on disk
  });
  await other.send(["one", "two\u2028lines"].map((text) => other.act({ type: "commented", text })));
  await clock.pass(10_000);
  await promise;
  expect(texts).toEqual(["one", "two lines"]);
});

test("a collector that took the place of another is told of the alarms that stand", async () => {
  const first = await startRoomCollector("http://127.0.0.1:9/");
  const { clock, shared, journal, until } = await startSharing(first.url);
  const raised = createRoomPc(() => first.url, 7, Date.now).make({
    type: "raised",
    condition: { kind: "server_down", since: 0, priority: "high" },
  });
  await journal.append([toJsonLine(toAlarmRecord(raised))]);
  const isSent = () => shared.isSentElsewhere("webhook");
  const told = ({ dataDir }: { dataDir: string }) => readAlarmEvents(dataDir).map(({ id }) => id);
  const replace = async (next: typeof first): Promise<void> => {
    await clock.pass(CUT_OFF_AFTER);
    await until(() => !isSent());
    await startRoomCollector("http://127.0.0.1:9/", next);
    await clock.pass(10_000);
    await until(isSent);
  };
  await clock.pass(10_000);
  await until(isSent);
  await expect.poll(() => told(first)).toEqual([raised.id]);
  await first.close();
  const second = { ...first, dataDir: makeTempDir() };
  await replace(second);
  await expect.poll(() => told(second)).toEqual([raised.id]);
});
