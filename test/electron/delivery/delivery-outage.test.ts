import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";
import type { ReceivedRequest, Script, ScriptedAnswer } from "./scripted-central.ts";
import { allDelivered, openTestDesk } from "./test-desk.ts";

const idOf = ({ body }: ReceivedRequest) => (JSON.parse(body) as { id: string }).id;

/** A central without batch that stores what it takes, after `before` has had its say. */
function createStoring(before: (post: ReceivedRequest, count: number) => ScriptedAnswer | undefined = () => undefined) {
  const stored: string[] = [];
  let count = 0;
  const script: Script = (request) => {
    if (request.method === "GET") return NO_BATCH;
    const answer = before(request, ++count);
    if (answer !== undefined) return answer;
    stored.push(idOf(request));
    return CREATED;
  };
  return { stored, script };
}

describe("delivery to a central that works", () => {
  test("sends each record once, in order, as the journal holds it, with the headers of the interface", async () => {
    const records = makeRecords(600);
    const { stored, script } = createStoring();
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(records);

    const delivery = await desk.start({ settings: { url: `${central.url}/`, token: "s3cret", sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(600));

    expect(stored).toEqual(records.map(({ id }) => id));
    expect(central.posts[7]).toMatchObject({
      url: "/api/v1/error-logs/mediamtx",
      body: JSON.stringify(records[7]),
      headers: {
        "content-type": "application/json",
        "idempotency-key": records[7]!.id,
        "user-agent": "MTXWatch/0.1.0 (0197a000-0000-7000-8000-000000000001)",
        authorization: "Bearer s3cret",
      },
    });
    expect(status).toMatchObject({ waiting: 0, held: 0, rejected: 0, skipped: 0 });
    expect(desk.waits).toEqual([]);
  });

  test("sends what is appended later, and goes on after a restart where it was", async () => {
    const records = makeRecords(6);
    const { stored, script } = createStoring();
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    const settings = { url: central.url, sendFrom: "all" } as const;

    const first = await desk.start({ settings });
    await desk.append(records.slice(0, 2));
    await desk.reachStatus(first, allDelivered(2));
    await desk.append(records.slice(2, 4));
    await desk.reachStatus(first, allDelivered(4));
    await first.close();
    await desk.append(records.slice(4));
    await desk.reachStatus(await desk.start({ settings }), allDelivered(2));

    expect(stored).toEqual(records.map(({ id }) => id));
  });

  test.each([
    { sendFrom: "all", expected: ["old", "recent"] },
    { sendFrom: "7d", expected: ["recent"] },
    { sendFrom: "now", expected: [] },
  ] as const)("begins with $expected when sending from $sendFrom, and later with what is new", async ({ sendFrom, expected }) => {
    const { script } = createStoring();
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    const [old, recent, fresh] = makeRecords(3);
    const daysAgo = (days: number) => new Date(desk.now() - days * 86_400_000).toISOString();
    await desk.append([
      { ...old, streamId: "old", timestamp: daysAgo(8) },
      { ...recent, streamId: "recent", timestamp: daysAgo(6) },
    ]);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom } });
    await desk.append([{ ...fresh, streamId: "fresh" }]);
    await desk.reachStatus(delivery, allDelivered(expected.length + 1));

    const sent = central.posts.map(({ body }) => (JSON.parse(body) as { streamId: string }).streamId);
    expect(sent).toEqual([...expected, "fresh"]);
  });

  test("begins at the oldest record again when the cursor is damaged: central removes what comes twice", async () => {
    const records = makeRecords(3);
    const { stored, script } = createStoring();
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(records);
    const settings = { url: central.url, sendFrom: "now" } as const;
    const first = await desk.start({ settings });
    await first.close();
    const folder = join(desk.directory, "cursors");
    for (const file of await readdir(folder)) await writeFile(join(folder, file), "\0".repeat(64));

    await desk.reachStatus(await desk.start({ settings }), allDelivered(3));

    expect(stored).toEqual(records.map(({ id }) => id));
  });

  test("skips and counts lines that are damaged or have no id of ours", async () => {
    const records = makeRecords(2);
    const { stored, script } = createStoring();
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    const lines = ["{torn", JSON.stringify(records[0]), '{"streamId":"seed"}', "[]", '{"id":"a\\nb"}', JSON.stringify(records[1]), "null"];
    await desk.journal.append(lines);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const status = await desk.reachStatus(delivery, allDelivered(2));

    expect(stored).toEqual(records.map(({ id }) => id));
    expect(status).toMatchObject({ skipped: 5, waiting: 0 });
  });
});

describe("delivery through an outage", () => {
  const passing: { name: string; answer: ScriptedAnswer; statusCode?: number; failures?: number; timeout?: number }[] = [
    { name: "answers 500", answer: { status: 500 }, statusCode: 500 },
    {
      name: "answers 503 with a web page",
      answer: { status: 503, headers: { "content-type": "text/html" }, body: "<html>" },
      statusCode: 503,
    },
    { name: "resets connections", answer: "reset" },
    { name: "never answers", answer: "hang", failures: 1, timeout: 2_000 },
    {
      name: "is behind a captive portal",
      answer: { status: 200, headers: { "content-type": "text/html" }, body: "<html>" },
      statusCode: 200,
    },
  ];
  test.each(passing)("to a central that $name keeps everything and goes on by itself", async (outage) => {
    const { answer, statusCode, failures = 6, timeout = 30_000 } = outage;
    const records = makeRecords(20);
    const { stored, script } = createStoring((_post, count) => (count > 5 && count <= 5 + failures ? answer : undefined));
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(records);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" }, timeout });
    const retrying = await desk.reachStatus(delivery, ({ state }) => state === "retrying");
    await desk.reachStatus(delivery, allDelivered(20));

    expect(stored).toEqual(records.map(({ id }) => id));
    expect(retrying).toMatchObject({ delivered: 5, lastError: expect.any(String), nextAttemptAt: expect.any(String) });
    expect(retrying.statusCode).toBe(statusCode);
    expect(desk.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000].slice(0, failures));
    expect(delivery.status()).not.toHaveProperty("lastError");
  });

  test("to a central that is not there sends one request a wait, and none is lost or sent twice", async () => {
    const records = makeRecords(30);
    const { stored, script } = createStoring();
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.append(records.slice(0, 10));
    await desk.reachStatus(delivery, allDelivered(10));

    await central.goDown();
    desk.onWait(async (count) => {
      if (count <= 10) await desk.append([records[9 + count]!]);
      if (count === 12) await central.goUp();
    });
    await desk.append(records.slice(20));
    await desk.reachStatus(delivery, allDelivered(30));

    expect(new Set(stored).size).toBe(30);
    expect(central.posts).toHaveLength(30);
    expect(delivery.status().waiting).toBe(0);
  });

  test.each([
    ["seconds", "120"],
    ["a date", new Date(Date.parse("2026-11-23T12:02:00Z")).toUTCString()],
  ])("waits as long as a 429 asks in %s, and a jitter longer", async (_form, retryAfter) => {
    const records = makeRecords(3);
    const limited = { status: 429, headers: { "retry-after": retryAfter } };
    const { stored, script } = createStoring((_post, count) => (count === 1 ? limited : undefined));
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(records);

    await desk.reachStatus(await desk.start({ settings: { url: central.url, sendFrom: "all" } }), allDelivered(3));

    expect(stored).toHaveLength(3);
    expect(desk.waits).toEqual([120_500]);
  });

  test("sends again what a central stored without answering: at least once, removable by id", async () => {
    const records = makeRecords(40);
    let losing = 0;
    const stored: string[] = [];
    await using central = await startScriptedCentral((request) => {
      if (request.method === "GET") return NO_BATCH;
      stored.push(idOf(request));
      return ++losing % 3 === 0 ? "reset" : CREATED;
    });
    const desk = await openTestDesk();
    await desk.append(records);

    await desk.reachStatus(await desk.start({ settings: { url: central.url, sendFrom: "all" } }), allDelivered(40));

    expect(stored.length).toBeGreaterThan(40);
    expect([...new Set(stored)]).toEqual(records.map(({ id }) => id));
  });

  test.each([401, 403, 404, 405, 302])("a %i keeps everything, says misconfigured and is asked seldom", async (status) => {
    const records = makeRecords(5);
    const { stored, script } = createStoring((_post, count) => (count <= 3 ? { status, body: "no" } : undefined));
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(records);

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    const wrong = await desk.reachStatus(delivery, ({ state }) => state === "misconfigured");
    await desk.reachStatus(delivery, allDelivered(5));

    expect(wrong).toMatchObject({ statusCode: status, held: 0, rejected: 0, lastError: `central answered ${status}: no` });
    expect(stored).toEqual(records.map(({ id }) => id));
    expect(desk.waits).toEqual([90_000, 90_000, 90_000]);
  });

  test("follows a 307 to the same host with method, body and token", async () => {
    const [record] = makeRecords(1);
    const { stored, script } = createStoring(({ url }) =>
      url.endsWith("/") ? undefined : { status: 307, headers: { location: `${url}/` } },
    );
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append([record!]);

    const delivery = await desk.start({ settings: { url: central.url, token: "s3cret", sendFrom: "all" } });
    await desk.reachStatus(delivery, allDelivered(1));

    expect(stored).toEqual([record!.id]);
    expect(central.posts.at(-1)).toMatchObject({ url: "/api/v1/error-logs/mediamtx/", headers: { authorization: "Bearer s3cret" } });
  });

  test("a central that redirects in a circle is misconfigured", async () => {
    await using central = await startScriptedCentral(({ url }) => ({ status: 308, headers: { location: url } }));
    const desk = await openTestDesk();
    await desk.append(makeRecords(1));
    desk.onWait(() => new Promise(() => {}));

    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });

    await desk.reachStatus(delivery, ({ state }) => state === "misconfigured");
  });

  test("ends its wait when it is told to try now", async () => {
    const { stored, script } = createStoring((_post, count) => (count === 1 ? { status: 401 } : undefined));
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(makeRecords(1));
    desk.onWait(() => new Promise(() => {}));
    const delivery = await desk.start({ settings: { url: central.url, sendFrom: "all" } });
    await desk.reachStatus(delivery, ({ state }) => state === "misconfigured");

    delivery.retryNow();

    await desk.reachStatus(delivery, allDelivered(1));
    expect(stored).toHaveLength(1);
  });

  test("can be closed in the middle of a request and of a wait, and another goes on from there", async () => {
    const records = makeRecords(4);
    const { stored, script } = createStoring((_post, count) => (count === 2 ? "hang" : count === 3 ? { status: 500 } : undefined));
    await using central = await startScriptedCentral(script);
    const desk = await openTestDesk();
    await desk.append(records);
    desk.onWait(() => new Promise(() => {}));
    const settings = { url: central.url, sendFrom: "all" } as const;

    const hanging = await desk.start({ settings });
    await expect.poll(() => central.posts.length).toBe(2);
    await hanging.close();
    const waiting = await desk.start({ settings });
    await desk.reachStatus(waiting, ({ state }) => state === "retrying");
    await waiting.close();
    await desk.reachStatus(await desk.start({ settings }), allDelivered(3));

    expect(stored).toEqual(records.map(({ id }) => id));
  });
});
