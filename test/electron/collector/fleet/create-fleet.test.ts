import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MOST_PCS, openFleet } from "../../../../electron/collector/fleet/create-fleet.ts";
import { makeClientId, makeHeartbeat } from "../../../support/make-fleet-pc.ts";
import { makeTempDir } from "../../../support/temp-dir.ts";
import { createManualClock } from "../../alarms/manual-clock.ts";

const S = 1_000;
const START = Date.parse("2026-11-26T08:00:00Z");

async function openTestFleet({ file = join(makeTempDir(), "fleet.json"), clock = createManualClock(START) } = {}) {
  const logged: string[] = [];
  const fleet = await openFleet({ file, clock, log: (message) => logged.push(message) });
  const changes: string[][] = [];
  fleet.onChange(() => changes.push(fleet.silent().map(({ clientId }) => clientId)));
  onTestFinished(fleet.close);
  return { file, clock, fleet, logged, changes, presences: () => fleet.pcs().map(({ presence }) => presence) };
}

/** A sign of each of these every 30 s, for so long. */
async function beat({ clock, fleet }: Awaited<ReturnType<typeof openTestFleet>>, numbers: number[], milliseconds: number) {
  for (let passed = 0; passed < milliseconds; passed += 30 * S) {
    for (const number of numbers) await fleet.take(makeHeartbeat(number));
    await clock.pass(30 * S);
  }
}

test("a PC whose signs end is silent after 90 s, since its last sign, until it gives one again", async () => {
  const room = await openTestFleet();
  await beat(room, [1, 2], 300 * S);
  const last = room.clock.now() - 30 * S;
  await beat(room, [1], 30 * S);
  await room.clock.pass(29 * S);
  expect(room.changes).toEqual([]);
  await room.clock.pass(1 * S);
  expect(room.changes).toEqual([[makeClientId(2)]]);
  expect(room.fleet.silent()).toEqual([
    { clientId: makeClientId(2), name: "2번 관제석", site: "종합관제센터", hostName: "PC-2", since: last },
  ]);
  await room.fleet.take(makeHeartbeat(2));
  expect(room.changes).toEqual([[makeClientId(2)], []]);
  expect(room.presences()).toEqual(["here", "here"]);
});

test("one that says goodbye is not missed", async () => {
  const room = await openTestFleet();
  await beat(room, [1], 60 * S);
  await room.fleet.take(makeHeartbeat(1, { goodbye: true }));
  await room.clock.pass(3_600 * S);
  expect([room.presences(), room.changes]).toEqual([["left"], []]);
});

test.each(["sleep", "leap"] as const)("after a %s nobody is missed before it has listened for 90 s", async (kind) => {
  const room = await openTestFleet();
  await beat(room, [1], 120 * S);
  if (kind === "sleep") await room.clock.sleep(3_600 * S);
  else {
    room.clock.leap(3_600 * S);
    await room.clock.pass(5 * S);
  }
  await room.clock.pass(85 * S);
  expect(room.changes).toEqual([]);
  await room.clock.pass(10 * S);
  expect(room.changes).toEqual([[makeClientId(1)]]);
});

test("a collector that begins anew knows the PCs, who was silent, and misses nobody at once", async () => {
  const before = await openTestFleet();
  await beat(before, [1, 2, 3], 60 * S);
  await before.fleet.take(makeHeartbeat(3, { goodbye: true }));
  await beat(before, [1], 120 * S);
  expect(before.presences()).toEqual(["here", "silent", "left"]);
  await before.fleet.close();

  const after = await openTestFleet({ file: before.file, clock: createManualClock(START + 86_400 * S) });
  expect(after.presences()).toEqual(["awaited", "silent", "left"]);
  expect(after.fleet.silent().map(({ since }) => since)).toEqual([START + 30 * S]);
  await after.clock.pass(85 * S);
  expect(after.changes).toEqual([]);
  await after.clock.pass(10 * S);
  expect(after.changes).toEqual([[makeClientId(1), makeClientId(2)]]);
});

test("what must outlive a crash is on disk when it is answered, the rest within 30 s", async () => {
  const room = await openTestFleet();
  const read = () => (JSON.parse(readFileSync(room.file, "utf8")) as { pcs: { clientId: string; backlog: number; goodbye?: true }[] }).pcs;
  await Promise.all([room.fleet.take(makeHeartbeat(1)), room.fleet.take(makeHeartbeat(2))]);
  expect(read().map(({ clientId }) => clientId)).toEqual([makeClientId(1), makeClientId(2)]);
  await room.fleet.take(makeHeartbeat(1, { backlog: 7 }));
  expect(read()[0]!.backlog).toBe(0);
  await room.clock.pass(30 * S);
  await expect.poll(() => read()[0]!.backlog).toBe(7);
  await room.fleet.take(makeHeartbeat(2, { goodbye: true }));
  expect(read()[1]!.goodbye).toBe(true);
});

test("a disk that refuses is told to who must be kept, and a damaged file is begun anew", async () => {
  const directory = makeTempDir();
  const refusing = await openTestFleet({ file: join(directory, "is-a-file", "fleet.json") });
  writeFileSync(join(directory, "is-a-file"), "");
  await expect(refusing.fleet.take(makeHeartbeat(1))).rejects.toThrow();
  expect(refusing.presences()).toEqual(["here"]);

  const file = join(directory, "fleet.json");
  writeFileSync(file, '{"pcs":[{"clientId":');
  const room = await openTestFleet({ file });
  expect([room.presences(), room.logged]).toEqual([[], [expect.stringContaining("damaged")]]);
  mkdirSync(join(directory, "folder"));
  expect((await openTestFleet({ file: join(directory, "folder") })).logged).toEqual([expect.stringContaining("cannot be read")]);
});

test("a PC that is no more can be forgotten", async () => {
  const room = await openTestFleet();
  await beat(room, [1, 2], 30 * S);
  await beat(room, [1], 120 * S);
  expect(await room.fleet.forget(makeClientId(2))).toBe(true);
  expect(await room.fleet.forget(makeClientId(2))).toBe(false);
  expect(room.changes).toEqual([[makeClientId(2)], []]);
  expect(room.presences()).toEqual(["here"]);
});

test("who has left makes room for who comes; nobody that is there or missed does", async () => {
  const room = await openTestFleet();
  await Promise.all(Array.from({ length: MOST_PCS }, (_, number) => room.fleet.take(makeHeartbeat(number))));
  expect(await room.fleet.take(makeHeartbeat(MOST_PCS))).toBe("full");
  expect(await room.fleet.take(makeHeartbeat(7, { goodbye: true }))).toBe("kept");
  expect(await room.fleet.take(makeHeartbeat(MOST_PCS))).toBe("kept");
  const ids = room.fleet.pcs().map(({ clientId }) => clientId);
  expect([ids.length, ids.includes(makeClientId(7)), ids.includes(makeClientId(MOST_PCS))]).toEqual([MOST_PCS, false, true]);
});
