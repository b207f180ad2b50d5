import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openTestDesk } from "./test-desk.ts";
import { makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";

const RECORDS = 1_000;
const KILLS = 5;
const PROCESS = join(import.meta.dirname, "delivery-process.ts");

test("a delivery that is killed again and again delivers everything, and puts aside only what central refuses", async () => {
  const records = makeRecords(RECORDS);
  const bad = new Set([40, 41, 700, RECORDS - 2].map((index) => records[index]!.streamId));
  const stored: string[] = [];
  const done = Promise.withResolvers<void>();
  let killAt = 0;
  let kill = (): void => {};
  await using central = await startScriptedCentral(({ method, body }) => {
    if (method === "GET") return NO_BATCH;
    const { id, streamId } = JSON.parse(body) as { id: string; streamId: string };
    if (stored.length >= killAt) kill();
    if (bad.has(streamId)) return { status: 422 };
    stored.push(id);
    if (id === records.at(-1)!.id) done.resolve();
    return CREATED;
  });
  const desk = await openTestDesk();
  await desk.append(records);
  await desk.journal.close();

  for (let run = 0; run <= KILLS; run++) {
    const child = spawn(process.execPath, [PROCESS, desk.directory, central.url], { stdio: ["ignore", "ignore", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    killAt = run < KILLS ? stored.length + 1 + ((run * 97) % 170) : Infinity;
    const ended = once(child, "exit");
    kill = () => child.kill("SIGKILL");
    if (run < KILLS) expect(await ended).toEqual([null, "SIGKILL"]);
  }
  await done.promise;

  const good = records.filter(({ streamId }) => !bad.has(streamId));
  expect([...new Set(stored)]).toEqual(good.map(({ id }) => id));
  await expect.poll(() => readRejectedStreams(desk.directory)).toEqual(bad);
}, 180_000); // six processes on a machine that may be busy

async function readRejectedStreams(directory: string): Promise<Set<string>> {
  const folder = join(directory, "logs", "rejected");
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n").slice(0, -1));
  return new Set(lines.map((line) => (JSON.parse(line) as { record: { streamId: string } }).record.streamId));
}
