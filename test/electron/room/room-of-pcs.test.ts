import { expect, test } from "vitest";
import { readAlarmEvents } from "../../support/read-alarm-events.ts";
import { startReceiver } from "../alerts/start-alert-wall.ts";
import { startRoomCollector, startRoomPc, waitForPcs } from "./start-room.ts";

const ASKER = "019b9d9a-0000-7000-8000-0000000000ad";
const SLOW = { timeout: 30_000, interval: 20 };

test("PCs of a room have one alarm: one message, one acknowledgement, one resolved, also when the collector dies in between", async () => {
  const receiver = await startReceiver();
  let stoppedAt: number | undefined;
  const first = await startRoomCollector(receiver.url, { now: () => stoppedAt ?? Date.now() });
  const pcs = await Promise.all([1, 2, 3].map((number) => startRoomPc(number, first.url)));
  const [one, ...others] = pcs as [(typeof pcs)[0], ...typeof pcs];
  await waitForPcs(first.url, 3);

  stoppedAt = Date.now(); // the collector gathers who sees the alarm: not for a second, but until all three do
  await Promise.all(pcs.map(({ report }) => report("down")));
  for (const pc of pcs) await pc.until((view) => view?.seenBy?.pcs === 3);
  await Promise.all(pcs.map(({ sendTo }) => sendTo(receiver.url)));
  expect(receiver.payloads()).toEqual([]);
  stoppedAt = undefined;
  await expect.poll(() => receiver.payloads().map(({ kind }) => kind), SLOW).toEqual(["open"]);
  expect(receiver.payloads()[0]?.summary).toContain("PC 3대 중 3대에서 감지");

  const { occurrenceId = "", id: alarmId = "" } = (await one.view()) ?? {};
  await one.host.api.acknowledgeAlarms({ alarms: [{ alarmId, occurrenceId }] });
  for (const other of others) {
    const view = await other.until((present) => present?.isAcknowledged === true);
    expect(view).toMatchObject({ state: "acknowledged", acknowledgedBy: "PC-1", acknowledgedOn: "PC-1" });
  }
  expect((await one.view())?.acknowledgedOn).toBeUndefined();

  await first.close();
  const second = await startRoomCollector(receiver.url, first);
  await waitForPcs(second.url, 3);
  await others[0]!.host.api.commentAlarm({ alarmId, text: "현장 확인 중" });
  await one.until((view) => view?.comments.length === 1);

  await Promise.all(pcs.map(({ report }) => report("up")));
  await expect.poll(() => receiver.payloads().map(({ kind }) => kind), SLOW).toEqual(["open", "resolved"]);
  for (const { dataDir } of pcs) {
    const acts = readAlarmEvents(dataDir).filter(({ type }) => type === "acknowledged" || type === "commented");
    expect(acts.map(({ type }) => type)).toEqual(["acknowledged", "commented"]);
  }
  const ids = readAlarmEvents(first.dataDir).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(3 + 1 + 1 + 3);
});

test("who asks what the others see makes their pages give a sign of life, and has it with a later question", async () => {
  const collector = await startRoomCollector((await startReceiver()).url);
  const pc = await startRoomPc(1, collector.url);
  const wanted = new Promise<void>((resolve) => pc.host.onNotification((event) => event === "signWanted" && resolve()));
  await waitForPcs(collector.url, 1);
  /** When its page gave the last sign, Unix milliseconds. */
  const askForSign = async (): Promise<number> => {
    const response = await fetch(`${collector.url}/api/v1/states/playing`, { headers: { "user-agent": `MTXWatch/0.1.0 (${ASKER})` } });
    const { plays } = (await response.json()) as { plays: Record<string, number> };
    return Date.now() - (plays["stream-001"] ?? Infinity);
  };
  await askForSign();
  await wanted;
  const signedAt = Date.now();
  await pc.host.api.reportAlive({ page: pc.page });
  await expect.poll(askForSign, SLOW).toBeGreaterThanOrEqual(signedAt);
});
