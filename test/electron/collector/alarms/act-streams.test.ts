import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { localDate } from "../../../../electron/journal/segment-name.ts";
import { listenToRoom } from "../../../support/listen-to-room.ts";
import { makeTempDir } from "../../../support/temp-dir.ts";
import { readAlarmEvents } from "../../../support/read-alarm-events.ts";
import { startTestCollector } from "../test-collector.ts";
import { createRoomPc, SERVER } from "./room-pc.ts";

const acknowledge = { type: "acknowledged", occurrenceId: "o", by: "김" } as const;

async function startRoom(dataDir = makeTempDir()) {
  const collector = await startTestCollector({ dataDir });
  const pcs = [1, 2, 3].map((number) => createRoomPc(() => collector.url, number, Date.now));
  return { dataDir, collector, pcs: pcs as [(typeof pcs)[0], (typeof pcs)[0], (typeof pcs)[0]] };
}

describe("what people do about alarms", () => {
  test("reaches every PC that listens, with who did it and where, once it is on disk", async () => {
    const { collector, pcs, dataDir } = await startRoom();
    const [one, two, three] = pcs;
    const ears = await Promise.all([two, three].map(({ id }) => listenToRoom(collector.url, id)));
    await one.send([one.act(acknowledge), one.act({ type: "commented", text: "현장 확인 중" })]);
    for (const ear of ears) {
      await ear.until(() => ear.acts.length === 2);
      expect(ear.acts.map(({ data }) => data)).toMatchObject([
        { event: "acknowledged", by: "김", alarmId: SERVER, client: { id: one.id, name: "1번 관제석" } },
        { event: "commented", text: "현장 확인 중" },
      ]);
    }
    expect(readAlarmEvents(dataDir)).toHaveLength(2);
  });

  test("comes from where a PC has got, also after a restart of the collector, and once", async () => {
    const dataDir = makeTempDir();
    const first = await startRoom(dataDir);
    const [one, two] = first.pcs;
    const ear = await listenToRoom(first.collector.url, two.id);
    const acts = [1, 2, 3].map((n) => one.act({ type: "commented", text: `${n}` }));
    await one.send(acts.slice(0, 1));
    await ear.until(() => ear.acts.length === 1);
    await first.collector.close();
    await ear.ended;

    const second = await startRoom(dataDir);
    const [again] = second.pcs;
    expect(await again.send(acts.slice(0, 2))).toMatchObject({ accepted: 1, duplicates: 1 });
    const later = await listenToRoom(second.collector.url, two.id, ear.acts[0]!.id);
    await again.send(acts.slice(1));
    await later.until(() => later.acts.length === 2);
    expect(later.acts.map(({ data }) => data.text)).toEqual(["2", "3"]);
    const fresh = await listenToRoom(second.collector.url, second.pcs[2].id);
    await fresh.until(() => fresh.acts.length === 3);
  });

  test("is told to a PC that comes, where it still holds, in whichever file of a day it stands", async () => {
    const dataDir = makeTempDir();
    const { id, client } = createRoomPc(() => "", 1, Date.now);
    const write = (name: string, hoursAgo: number, change: object) => {
      const timestamp = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
      const line = { timestamp, alarmId: SERVER, ...change, client, id: randomUUID(), clientId: id };
      writeFileSync(join(dataDir, "logs", "alarms", name), `${JSON.stringify(line)}\n`);
    };
    mkdirSync(join(dataDir, "logs", "alarms"), { recursive: true });
    const day = localDate(Date.now() - 86_400_000);
    write(`${day}.jsonl`, 30, { event: "out_of_service", reason: "교체" });
    write(`${day}.1.jsonl`, 1, { event: "commented", text: "내일까지" });
    const { collector, pcs } = await startRoom(dataDir);
    const ear = await listenToRoom(collector.url, pcs[1].id);
    await ear.until(() => ear.acts.some(({ data }) => data.event === "commented"));
    expect(ear.acts.map(({ data }) => data.event)).toEqual(["out_of_service", "commented"]);
  });

  test("is nobody else's business where it concerns one PC alone, and nobody can do it in another's name", async () => {
    const { collector, pcs } = await startRoom();
    const [one, two] = pcs;
    const ear = await listenToRoom(collector.url, two.id);
    await one.send([one.act(acknowledge, "disk:pc"), one.make({ ...acknowledge, client: two.client }), one.make({ type: "unshelved" })]);
    await one.send([one.act({ type: "commented", text: "last" })]);
    await ear.until(() => ear.acts.length === 1);
    expect(ear.acts[0]?.data.text).toBe("last");
  });
});

test("every PC is told how many see an alarm, of how many that listen, and that nobody sends where nobody does", async () => {
  const { collector, pcs } = await startRoom();
  const [one, two] = pcs;
  const ear = await listenToRoom(collector.url, two.id);
  await one.raise();
  await two.raise();
  await one.raise({ cause: SERVER }, "stream:cam-1");
  await ear.until(() => (ear.status()?.seen[SERVER] ?? 0) === 2);
  expect(ear.status()).toEqual({ room: expect.any(String), sends: [], pcs: 1, seen: { [SERVER]: 2 }, watch: { [SERVER]: 2 } });
});

test("every PC is told of how many that watch the server or camera, not of how many that listen, also after a restart", async () => {
  const dataDir = makeTempDir();
  const { collector, pcs } = await startRoom(dataDir);
  const watch = async ({ id }: (typeof pcs)[0], server: string) => {
    const at = new Date().toISOString();
    const line = { timestamp: at, streamId: "cam-1", state: "up", since: at, server, page: `page of ${id}`, id: randomUUID() };
    const headers = { "content-type": "application/x-ndjson", "user-agent": `MTXWatch/0.1.0 (${id})` };
    await collector.send("/api/v1/states", { method: "POST", headers, body: JSON.stringify(line) });
  };
  await Promise.all([watch(pcs[0], "10.0.0.1:8889"), watch(pcs[1], "10.0.0.1:8889"), watch(pcs[2], "10.0.0.9:8889")]);
  const ears = await Promise.all(pcs.map(({ id }) => listenToRoom(collector.url, id)));
  await pcs[0].raise();
  await ears[2]!.until(() => ears[2]!.status()?.watch?.[SERVER] === 2);
  expect(ears[2]!.status()).toMatchObject({ pcs: 3, seen: { [SERVER]: 1 } });
  await collector.close();

  const again = await startRoom(dataDir);
  const later = await Promise.all(pcs.map(({ id }) => listenToRoom(again.collector.url, id)));
  await later[0]!.until(() => later[0]!.status()?.pcs === 3 && later[0]!.status()?.watch?.[SERVER] === 2);
});

test("no PC fills what all are told with alarms of its own: what more PCs see is told first, and no more than they take", async () => {
  const { collector, pcs } = await startRoom();
  const [one, two, three] = pcs;
  const condition = { kind: "stream_down", since: Date.now() - 30_000, priority: "medium" } as const;
  const raise = (n: number) => one.make({ type: "raised", condition }, `stream:${n} ${"x".repeat(900)}`);
  await one.send(Array.from({ length: 500 }, (_, n) => raise(n)));
  await one.send(Array.from({ length: 500 }, (_, n) => raise(500 + n)));
  await one.raise();
  await two.raise();
  const ear = await listenToRoom(collector.url, three.id);
  await ear.until(() => ear.status()?.seen[SERVER] === 2);
  const { seen, watch } = ear.status()!;
  expect(JSON.stringify({ seen, watch }).length).toBeLessThan(512 * 1_024);
  expect(Object.keys(watch!)).toEqual(Object.keys(seen));
  expect(Object.keys(seen).length).toBeGreaterThan(50);
});

test("who does not say which PC it is, hears nothing", async () => {
  const { collector } = await startRoom();
  expect((await collector.send("/api/v1/alarms/acts", { headers: { "user-agent": "curl/8" } })).status).toBe(422);
});
