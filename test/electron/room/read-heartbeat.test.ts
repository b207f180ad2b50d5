import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import { readHeartbeat } from "../../../electron/room/read-heartbeat.ts";
import { heartbeatSchema } from "../../../shared/heartbeat.ts";
import type { DeliveryStatus } from "../../../shared/host-status.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { makeClientId } from "../../support/make-fleet-pc.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

async function openFacts({ waiting = 0, settings = DEFAULT_SETTINGS } = {}) {
  const directory = makeTempDir();
  const journal = await createJournal({
    directory: join(directory, "logs"),
    quarantineDirectory: join(directory, "quarantine"),
    limits: () => settings.logs,
    now: Date.now,
  });
  onTestFinished(() => journal.close());
  const cursor = createCursor({ directory: join(directory, "cursors"), name: "central" });
  const delivery: DeliveryStatus = { state: "retrying", waiting, held: 0, rejected: 0, delivered: 0 };
  const facts = {
    client: () => ({ id: makeClientId(1), version: "0.1.0", name: "3번 관제석", hostName: "PC-3" }),
    settings: () => settings,
    countStreams: () => ({ up: 2, down: 1, unknown: 0 }),
    status: () => ({ journal: { ...journal.status(), disk: { free: 5_000, isLow: true } }, delivery }),
    journal,
    cursor,
  };
  return { journal, cursor, facts };
}

test("a heartbeat says since when the oldest record waits", async () => {
  const { journal, cursor, facts } = await openFacts({ waiting: 2 });
  const line = (minute: number) => JSON.stringify({ timestamp: `2026-11-26T08:0${minute}:00.000Z`, id: "x" });
  await journal.append([line(1), line(2), line(3)]);
  const [delivered] = await journal.read(journal.oldest(), { lines: 1, bytes: 1_000 });
  cursor.save(delivered!.next);
  const heartbeat = await readHeartbeat(facts);
  expect(heartbeat).toMatchObject({ backlog: 2, oldestUnsent: "2026-11-26T08:02:00.000Z", diskFree: 5_000, streams: { down: 1 } });
  expect(heartbeatSchema.parse(heartbeat)).toEqual(heartbeat);
});

test("where nothing waits, nothing has waited", async () => {
  const { journal, facts } = await openFacts();
  await journal.append([JSON.stringify({ timestamp: "2026-11-26T08:00:00.000Z" })]);
  expect(await readHeartbeat(facts)).not.toHaveProperty("oldestUnsent");
});

test("the privacy settings keep the host's name here", async () => {
  const settings = { ...DEFAULT_SETTINGS, privacy: { ...DEFAULT_SETTINGS.privacy, hostName: false } };
  const { facts } = await openFacts({ settings });
  expect(await readHeartbeat(facts)).not.toHaveProperty("hostName");
});

test("PCs whose settings differ only in what names them have the same version of settings", async () => {
  const versionOf = async (change: Partial<typeof DEFAULT_SETTINGS>) =>
    (await readHeartbeat((await openFacts({ settings: { ...DEFAULT_SETTINGS, ...change } })).facts)).settingsVersion;
  const plain = await versionOf({});
  expect(await versionOf({ client: { name: "4번 관제석", site: "별관" } })).toBe(plain);
  expect(await versionOf({ language: "en" })).not.toBe(plain);
});
