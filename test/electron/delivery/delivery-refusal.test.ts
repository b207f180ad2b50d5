import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { parseRejectedLine } from "../../../shared/rejected-line.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";
import type { Script } from "./scripted-central.ts";
import { allDelivered, openTestDesk } from "./test-desk.ts";
import type { TestDesk } from "./test-desk.ts";

const REFUSED = { status: 422, headers: { "content-type": "application/json" }, body: '{"detail":"not this one"}' };

/** A central that refuses the streams that `isRefused` names, and keeps the streams of what it takes. */
function createChoosy(isRefused: (stream: string) => boolean) {
  const stored: string[] = [];
  const tried: string[] = [];
  const script: Script = ({ method, body }) => {
    if (method === "GET") return NO_BATCH;
    const { streamId } = JSON.parse(body) as { streamId: string };
    if (tried.at(-1) !== streamId) tried.push(streamId);
    if (isRefused(streamId)) return REFUSED;
    stored.push(streamId);
    return CREATED;
  };
  return { stored, tried, script };
}

async function readRejected({
  directory,
}: TestDesk): Promise<{ record: { streamId: string }; status: number; reason: string; at: string }[]> {
  const folder = join(directory, "logs", "rejected");
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return texts.flatMap((text) => text.trimEnd().split("\n")).map((line) => JSON.parse(line));
}

const streamNames = (count: number) => Array.from({ length: count }, (_, index) => `stream-${index}`);

describe("a record that central refuses", () => {
  test("is put aside when another was taken and it is refused again, and the queue goes on", async () => {
    const { stored, tried, script } = createChoosy((stream) => stream === "stream-2");
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(5));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(4));

    expect(tried).toEqual(["stream-0", "stream-1", "stream-2", "stream-3", "stream-2", "stream-4"]);
    expect(stored).toEqual(["stream-0", "stream-1", "stream-3", "stream-4"]);
    expect(status).toMatchObject({ waiting: 0, held: 0, rejected: 1 });
    expect(await readRejected(desk)).toEqual([
      {
        record: expect.objectContaining({ streamId: "stream-2", detail: expect.any(Object) }),
        status: 422,
        reason: 'central answered 422: {"detail":"not this one"}',
        at: "2026-11-23T12:00:00.000Z",
        place: { segment: expect.stringMatching(/\.jsonl$/) as string, offset: expect.any(Number) as number },
      },
    ]);
    expect(desk.waits).toEqual([]);
  });

  test("is told of in the log at each doubling of their number", async () => {
    const { script } = createChoosy((stream) => !stream.endsWith("0"));
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(100));
    const said: string[] = [];
    const log = (message: string): void => void said.push(...(/\d+ records so far are rejected/.exec(message) ?? []));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" }, log });
    await desk.reachStatus(delivery, (status) => allDelivered(10)(status) || status.rejected >= 81);

    expect(said.map((text) => Number.parseInt(text))).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  test("is held while no other is there to prove that central takes any, and delivered once central takes it", async () => {
    let isStrict = true;
    const { stored, script } = createChoosy(() => isStrict);
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(1));
    desk.onWait((count) => {
      isStrict = count < 60;
    });

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const holding = await desk.reachStatus(delivery, ({ held, state }) => held === 1 && state !== "delivering");
    await desk.reachStatus(delivery, allDelivered(1));

    expect(holding).toMatchObject({ state: "retrying", waiting: 1, rejected: 0, statusCode: 422 });
    expect(stored).toEqual(["stream-0"]);
    expect(desk.waits).toEqual(Array.from({ length: 60 }, () => 60_000));
    expect(await readRejected(desk)).toEqual([]);
  });

  test("does not keep a new record waiting for the minute", async () => {
    const { stored, script } = createChoosy((stream) => stream === "stream-0");
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    const records = makeRecords(2);
    await desk.append(records.slice(0, 1));
    desk.onWait(() => new Promise(() => {}));
    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, ({ state }) => state === "retrying");

    await desk.append(records.slice(1));

    await desk.reachStatus(delivery, allDelivered(1));
    expect(stored).toEqual(["stream-1"]);
    expect(await readRejected(desk)).toHaveLength(1);
  });

  test("is not passed by the cursor: after a crash it is sent first", async () => {
    let isStrict = true;
    const { stored, tried, script } = createChoosy((stream) => isStrict && stream !== "stream-0");
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(4));
    desk.onWait(() => new Promise(() => {}));
    const settings = { url: central.url, sendFrom: "all" } as const;
    const cursor = createCursor({ directory: join(desk.directory, "cursors"), name: "central" });
    const delivery = await desk.start({ settings, cursor });
    await desk.reachStatus(delivery, ({ held, state }) => held === 3 && state === "retrying");
    await cursor.flush(); // what a crash right now would leave

    isStrict = false;
    tried.length = 0;
    const next = await desk.start({ settings });
    await desk.reachStatus(next, allDelivered(3));

    expect(tried).toEqual(["stream-1", "stream-2", "stream-3"]);
    expect(stored).toEqual(streamNames(4));
  });
});

describe("a central that refuses everything", () => {
  test("for an hour is misconfigured after five records; then all arrive in order and nothing is in rejected/", async () => {
    const desk = await openTestDesk();
    const { stored, script } = createChoosy(() => stored.length === 50 && desk.waits.length < 60);
    await using central = await startScriptedCentral(script);
    await desk.append(makeRecords(200));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(200));

    expect(stored).toEqual(streamNames(200));
    expect(status).toMatchObject({ held: 0, rejected: 0, waiting: 0 });
    expect(await readRejected(desk)).toEqual([]);
    expect(desk.waits).toEqual(Array.from({ length: 60 }, () => 60_000));
  });

  test("says so, with central's words", async () => {
    const { script } = createChoosy(() => true);
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(9));
    desk.onWait(() => new Promise(() => {}));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, ({ state }) => state === "misconfigured");

    expect(status).toMatchObject({ held: 5, waiting: 9, rejected: 0, statusCode: 422, nextAttemptAt: "2026-11-23T12:01:00.000Z" });
    expect(status.lastError).toBe('central answered 422: {"detail":"not this one"}');
  });

  test("is found to take others again behind any number of records that it never will", async () => {
    const { stored, script } = createChoosy((stream) => Number(stream.slice("stream-".length)) < 30);
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(33));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(3));

    expect(stored).toEqual(["stream-30", "stream-31", "stream-32"]);
    expect(status).toMatchObject({ rejected: 30, held: 0, waiting: 0 });
    expect((await readRejected(desk)).map(({ record }) => record.streamId)).toEqual(streamNames(30));
    expect(desk.waits).toHaveLength(26);
  });

  test("is asked with the held records in turn when there are no others", async () => {
    let taken: string | undefined;
    const { stored, tried, script } = createChoosy((stream) => stream !== taken);
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(6));
    desk.onWait((count) => {
      if (count === 3) taken = "stream-2";
    });

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(1));

    expect(tried.slice(0, 11)).toEqual([...streamNames(5), "stream-0", "stream-5", "stream-0", "stream-1", "stream-0", "stream-2"]);
    expect(stored).toEqual(["stream-2"]);
    expect(await readRejected(desk)).toHaveLength(5);
  });
});

test("a record that cannot be put aside is not lost: it is tried again until the disk takes it", async () => {
  const { script } = createChoosy((stream) => stream === "stream-0");
  await using central = await startScriptedCentral(script);
  const desk = await openTestDesk();
  await desk.append(makeRecords(2));
  const folder = join(desk.directory, "logs", "rejected");
  await writeFile(folder, "a file where the folder should be");
  desk.onWait(async (count) => {
    if (count === 3) await rm(folder);
  });

  const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
  const failing = await desk.reachStatus(delivery, ({ state }) => state === "retrying");
  await desk.reachStatus(delivery, ({ state, rejected }) => state === "idle" && rejected === 1);

  expect(failing.lastError).toMatch(/EEXIST|ENOTDIR/);
  expect(await readRejected(desk)).toHaveLength(1);
  expect(delivery.status()).toMatchObject({ delivered: 1, waiting: 0, held: 0 });
});

describe("a rejected record that somebody wants sent again", () => {
  /** A central that has rejected `stream-2` of five, and the place of that record. */
  async function reject() {
    let answer = REFUSED;
    const { stored, tried, script } = createChoosy((stream) => stream === "stream-2" && answer !== CREATED);
    const central = await startScriptedCentral((request) => {
      const given = script(request);
      return given === REFUSED ? answer : given;
    });
    const desk = await openTestDesk();
    await desk.append(makeRecords(5));
    const settings = { url: central.url, sendFrom: "all" } as const;
    const delivery = await desk.start({ settings });
    await desk.reachStatus(delivery, allDelivered(4));
    const place = await readPlace(desk);
    return { central, desk, delivery, settings, stored, tried, place, answerWith: (next: typeof REFUSED) => (answer = next) };
  }
  const readLines = async ({ directory }: TestDesk) => {
    const folder = join(directory, "logs", "rejected");
    const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
    return texts.flatMap((text) => text.trimEnd().split("\n")).map((line) => parseRejectedLine(line));
  };
  const readPlace = async (desk: TestDesk) => (await readLines(desk))[0]!.place;
  const states = async (desk: TestDesk) => (await readLines(desk)).map((line) => `${line?.state} ${line?.status}`);

  test("is delivered, and no longer stands as rejected", async () => {
    const { central, desk, delivery, stored, place, answerWith } = await reject();
    answerWith(CREATED);
    expect(await delivery.sendAgain([place, { ...place, offset: 0 }, { segment: "2020-01-01.jsonl", offset: 0 }])).toBe(1);
    const status = await desk.reachStatus(delivery, allDelivered(5));
    expect(status).toMatchObject({ waiting: 0, held: 0, rejected: 0 });
    expect(stored).toEqual(["stream-0", "stream-1", "stream-3", "stream-4", "stream-2"]);
    expect(await states(desk)).toEqual(["rejected 422", "again 0", "settled 0"]);
    expect(await delivery.sendAgain([place])).toBe(0);
    await central.goDown();
  });

  test("is put aside anew with the new words when it is refused again, and may be sent a third time", async () => {
    const { central, desk, delivery, stored, place, answerWith } = await reject();
    answerWith({ ...REFUSED, status: 400, body: '{"detail":"still not"}' });
    expect(await delivery.sendAgain([place])).toBe(1);
    await vi.waitFor(async () => expect(await states(desk)).toEqual(["rejected 422", "again 0", "rejected 400"]), { timeout: 20_000 });
    expect((await readLines(desk)).at(-1)?.reason).toContain("still not");
    expect(delivery.status()).toMatchObject({ rejected: 1, delivered: 4 });
    answerWith(CREATED);
    expect(await delivery.sendAgain([place])).toBe(1);
    await desk.reachStatus(delivery, allDelivered(5));
    expect(stored.at(-1)).toBe("stream-2");
    await central.goDown();
  });

  test("is not forgotten by a crash before central has answered, and comes before what is new", async () => {
    const { central, desk, delivery, settings, stored, place, answerWith } = await reject();
    await central.goDown();
    desk.onWait(() => new Promise(() => {}));
    expect(await delivery.sendAgain([place])).toBe(1);
    await desk.reachStatus(delivery, ({ state }) => state === "retrying");
    await delivery.close();
    await desk.append(makeRecords(1));
    answerWith(CREATED);
    await central.goUp();
    const next = await desk.start({ settings });
    await desk.reachStatus(next, allDelivered(2));
    expect(stored.slice(-2)).toEqual(["stream-2", "stream-0"]);
    expect(await states(desk)).toEqual(["rejected 422", "again 0", "settled 0"]);
    await central.goDown();
  });
});
