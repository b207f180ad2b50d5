import { describe, expect, test } from "vitest";
import { makeRecords } from "./make-record.ts";
import { CREATED, startScriptedCentral } from "./scripted-central.ts";
import type { ScriptedAnswer } from "./scripted-central.ts";
import { allDelivered, openTestDesk } from "./test-desk.ts";

const JSON_TYPE = { "content-type": "application/json" };
const answerJson = (body: object, status = 200): ScriptedAnswer => ({ status, headers: JSON_TYPE, body: JSON.stringify(body) });

/** A collector: announces batches, stores each id once, and lets a test refuse a whole batch or single records. */
function createCollector({
  refuseBatch = (_records: { streamId: string }[]): number | undefined => undefined,
  isRejected = (_stream: string): boolean => false,
} = {}) {
  const collector = { announcement: { batch: true } as object, stored: [] as string[], batches: [] as number[], singles: 0, duplicates: 0 };
  const seen = new Set<string>();
  const store = ({ id, streamId }: { id: string; streamId: string }): void => {
    if (seen.has(id)) collector.duplicates++;
    else collector.stored.push(streamId);
    seen.add(id);
  };
  const script = ({ method, url, body, headers }: { method: string; url: string; body: string; headers: object }): ScriptedAnswer => {
    if (method === "GET") return answerJson(collector.announcement);
    const records = body
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as { id: string; streamId: string });
    if (!url.endsWith("/batch")) {
      collector.singles++;
      if (isRejected(records[0]!.streamId)) return answerJson({ detail: "bad record" }, 422);
      store(records[0]!);
      return CREATED;
    }
    expect(headers).toMatchObject({ "content-type": "application/x-ndjson" });
    collector.batches.push(records.length);
    const refusal = refuseBatch(records);
    if (refusal !== undefined) return answerJson({ detail: "whole batch" }, refusal);
    const duplicates = records.filter(({ id }) => seen.has(id)).length;
    const rejected = records.filter(({ streamId }) => isRejected(streamId)).map(({ id }) => ({ id, reason: "bad record" }));
    for (const record of records) if (!isRejected(record.streamId)) store(record);
    return answerJson({ accepted: records.length - duplicates - rejected.length, duplicates, rejected });
  };
  return Object.assign(collector, { script });
}

const streamNames = (count: number) => Array.from({ length: count }, (_, index) => `stream-${index}`);

describe("delivery to a collector that announces batches", () => {
  test("sends one record to see that it is there, asks, and sends the rest together and in order", async () => {
    const collector = createCollector();
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(2_000));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(2_000));

    expect(collector.stored).toEqual(streamNames(2_000));
    expect(collector.singles).toBe(1);
    expect(collector.batches).toEqual([499, 500, 500, 500]);
    expect(central.gets.map(({ url }) => url)).toEqual(["/api/v1/error-logs"]);
  });

  test("asks again daily", async () => {
    const collector = createCollector();
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    let time = desk.now();
    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" }, now: () => time });
    const deliver = async (count: number, total: number) => {
      await desk.append(makeRecords(count));
      await desk.reachStatus(delivery, allDelivered(total));
    };

    await deliver(1, 1);
    time += 86_400_000 - 1;
    await deliver(1, 2);
    expect(central.gets).toHaveLength(1);
    time += 1;
    collector.announcement = {};
    await deliver(1, 3);
    expect(central.gets).toHaveLength(2);
    await deliver(5, 8);
    expect(collector.batches).toEqual([]);
  });

  test("takes duplicates for delivered", async () => {
    const collector = createCollector();
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    const records = makeRecords(20);
    await desk.append([...records, ...records]);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(40));

    expect(collector.stored).toEqual(streamNames(20));
    expect(collector.duplicates).toBe(20);
  });

  test("sends both once more where it takes one of two lines with one id", async () => {
    const collector = createCollector({ isRejected: (stream) => stream === "stream-7" });
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    const records = makeRecords(20) as { id: string; streamId: string }[];
    await desk.append([...records, { ...records[7]!, streamId: "stream-7-again" }]);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(20));

    expect(status).toMatchObject({ rejected: 1, waiting: 0 });
    expect(collector.stored.toSorted()).toEqual([...streamNames(20).filter((name) => name !== "stream-7"), "stream-7-again"].toSorted());
    expect(collector.batches).toEqual([20]);
    expect(collector.singles).toBe(1 + 3 + 1); // the first, one refused in three forms, one that was there
  });

  test("puts aside the records that are rejected one by one, after another try of each", async () => {
    const collector = createCollector({ isRejected: (stream) => ["stream-7", "stream-8", "stream-30"].includes(stream) });
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(40));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(37));

    expect(collector.batches).toEqual([39]);
    expect(collector.singles).toBe(1 + 3 * 3);
    expect(status).toMatchObject({ rejected: 3, held: 0, waiting: 0 });
  });

  test.each([400, 413, 422])("halves a batch that is refused as a whole with %i until the one is found", async (refusal) => {
    const bad = "stream-321";
    const collector = createCollector({
      refuseBatch: (records) => (records.some(({ streamId }) => streamId === bad) ? refusal : undefined),
      isRejected: (stream) => stream === bad,
    });
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(500));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(499));

    expect(collector.stored).toEqual(streamNames(500).filter((stream) => stream !== bad));
    expect(status).toMatchObject({ rejected: 1, waiting: 0 });
    expect(collector.batches.length).toBeLessThanOrEqual(Math.log2(500) + (refusal === 413 ? 30 : 3));
    expect(collector.duplicates).toBe(0);
  });

  test("sends smaller batches to a collector that takes fewer at once, without halving each time", async () => {
    const collector = createCollector({ refuseBatch: (records) => (records.length > 100 ? 413 : undefined) });
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(2_000));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(2_000));

    expect(collector.stored).toEqual(streamNames(2_000));
    expect(collector.batches.length).toBeLessThan(50);
  });

  test("keeps a batch through an outage and sends it again", async () => {
    let failures = 0;
    const collector = createCollector({ refuseBatch: () => (++failures <= 3 ? 503 : undefined) });
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(100));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(100));

    expect(collector.batches).toEqual([99, 99, 99, 99]);
    expect(collector.stored).toEqual(streamNames(100));
  });

  test("all of whose records a batch refuses is misconfigured; nothing is put aside", async () => {
    let isStrict = true;
    const collector = createCollector({ isRejected: (stream) => isStrict && stream !== "stream-0" });
    await using central = await startScriptedCentral(collector.script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(50));
    desk.onWait((count) => {
      isStrict = count < 5;
    });

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, ({ state }) => state === "misconfigured");
    const status = await desk.reachStatus(delivery, allDelivered(50));

    expect(collector.stored).toEqual(streamNames(50));
    expect(status).toMatchObject({ rejected: 0, held: 0 });
  });
});

describe("delivery to a central whose batch call is not what it says", () => {
  const strange: [string, ScriptedAnswer][] = [
    ["is not there", { status: 404 }],
    ["takes another method", { status: 405 }],
    ["answers without a count", answerJson({ ok: true })],
    ["does not account for each record", answerJson({ accepted: 1, duplicates: 0, rejected: [] })],
    ["rejects a record that was not in it", answerJson({ accepted: 28, duplicates: 0, rejected: [{ id: "another", reason: "bad" }] })],
    ["answers no JSON", { status: 200, body: "ok" }],
  ];
  test.each(strange)("that %s gets the records one by one", async (_name, answer) => {
    const stored: string[] = [];
    await using central = await startScriptedCentral(({ method, url, body }) => {
      if (method === "GET") return answerJson({ batch: true });
      if (url.endsWith("/batch")) return answer;
      stored.push((JSON.parse(body) as { streamId: string }).streamId);
      return CREATED;
    });
    const desk = await openTestDesk();
    await desk.append(makeRecords(30));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(30));

    expect(stored).toEqual(streamNames(30));
    expect(central.posts).toHaveLength(31);
  });

  const denials: [string, ScriptedAnswer][] = [
    ["404", { status: 404 }],
    ["HTML", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
    ["another JSON", answerJson({ batch: "yes" })],
    ["500", { status: 500 }],
    ["a cut connection", "reset"],
  ];
  test.each(denials)("an announcement answered by %s is a no, and no alarm", async (_name, answer) => {
    await using central = await startScriptedCentral(({ method }) => (method === "GET" ? answer : CREATED));
    const desk = await openTestDesk();
    await desk.append(makeRecords(10));
    const states = new Set<string>();

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, (status) => states.add(status.state) && allDelivered(10)(status));

    expect(central.posts).toHaveLength(10);
    expect(central.gets).toHaveLength(1);
    expect(desk.waits).toEqual([]);
    expect([...states].filter((state) => state === "retrying" || state === "misconfigured")).toEqual([]);
  });
});
