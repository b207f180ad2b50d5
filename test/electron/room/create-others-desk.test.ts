import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { createCentralConnection } from "../../../electron/delivery/central-connection.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createOthersDesk } from "../../../electron/room/create-others-desk.ts";
import { makeClientId } from "../../support/make-fleet-pc.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startTestCollector } from "../collector/test-collector.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";

const PAGE = "019b9d9a-0000-7000-8000-0000000000aa";
const idOf = (number: number) => `019b9d9a-0000-7000-9000-${String(number).padStart(12, "0")}`;
let lines = 0;

/** This PC's desk at a central, whose clock is the test's. */
function openDesk(url: string) {
  const transport = createUndiciTransport();
  let now = Date.now();
  const timers: { at: number; callback: () => void }[] = [];
  let underWay: Promise<unknown> | undefined;
  const connection = createCentralConnection({
    url,
    identity: { version: "0.1.0", clientId: makeClientId(1) },
    sendRequest: (request) => {
      const answer = transport.sendRequest(request);
      underWay = answer;
      return answer;
    },
    now: () => now,
  });
  let answered = Promise.withResolvers<void>();
  const desk = createOthersDesk({
    access: { connection: () => connection, features: () => connection.announcement.features() },
    now: () => now,
    setTimer(callback, milliseconds) {
      const timer = { at: now + milliseconds, callback };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    onAnswer: () => answered.resolve(),
    log: (message) => expect.unreachable(message),
  });
  onTestFinished(async () => {
    desk.close();
    await transport.close();
  });
  return {
    desk,
    hear: () => connection.announcement.askIfDue(new AbortController().signal),
    async ask() {
      answered = Promise.withResolvers();
      now += 5_000;
      desk.ask(now);
      await answered.promise;
    },
    /** Resolves when the last answer has been taken in. */
    async settle() {
      await underWay;
      await nextTurn();
    },
    /** So much time passes, and what was to happen then happens. */
    pass(milliseconds: number) {
      now += milliseconds;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.callback();
      }
    },
    now: () => now,
  };
}

/** PC 2 says what it sees. */
function say(url: string, pc: number, state: "up" | "down", streamId = "stream-001"): Promise<Response> {
  const at = new Date().toISOString();
  const line = { timestamp: at, streamId, state, since: at, server: "127.0.0.1:8889", page: PAGE, id: idOf(++lines) };
  const headers = { "content-type": "application/x-ndjson", "user-agent": `MTXWatch/0.1.0 (${makeClientId(pc)})` };
  return fetch(`${url}/api/v1/states`, { method: "POST", headers, body: `${JSON.stringify(line)}\n` });
}

test("hears from a collector what the other PCs see, not what this one has said itself; also after its restart", async () => {
  const dataDir = makeTempDir();
  const collector = await startTestCollector({ dataDir });
  const pc = openDesk(collector.url);
  await pc.hear();
  await say(collector.url, 2, "up");
  await say(collector.url, 3, "down");
  await say(collector.url, 1, "up", "mine");
  await say(collector.url, 1, "down");
  await pc.ask();
  expect(pc.desk.of("stream-001")).toEqual({ playsAt: expect.closeTo(pc.now(), -5), failsAt: expect.closeTo(pc.now(), -5) });
  expect(pc.desk.of("mine")).toEqual({});
  expect(pc.desk.of("__proto__")).toEqual({});

  await collector.close();
  const again = await startTestCollector({ dataDir });
  const other = openDesk(again.url);
  await other.hear();
  await expect
    .poll(async () => {
      await other.ask();
      return other.desk.of("stream-001");
    })
    .toMatchObject({ playsAt: expect.any(Number), failsAt: expect.any(Number) });
});

test("takes no PC that is back a moment sooner after an outage of all for one that never missed it", async () => {
  const collector = await startTestCollector({ dataDir: makeTempDir() });
  const pc = openDesk(collector.url);
  await pc.hear();
  await say(collector.url, 2, "down");
  await pc.ask();
  expect(pc.desk.of("stream-001")).toEqual({ failsAt: expect.any(Number) });
  await say(collector.url, 2, "up");
  await pc.ask();
  expect(pc.desk.of("stream-001")).toEqual({});
  pc.pass(120_000);
  await pc.ask();
  expect(pc.desk.of("stream-001")).toEqual({ playsAt: expect.any(Number) });
});

test("asks no oftener than every five seconds, and only who announces the states", async () => {
  const announced = { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ states: true }) };
  let asked = 0;
  const central = await startScriptedCentral(({ url }) => {
    if (url === "/api/v1/error-logs") return announced;
    asked += 1;
    return { ...announced, body: JSON.stringify({ plays: { cam: 1_000 }, fails: {} }) };
  });
  const pc = openDesk(central.url);
  pc.desk.ask(pc.now());
  await pc.hear();
  await pc.ask();
  pc.desk.ask(pc.now());
  pc.pass(4_999);
  pc.desk.ask(pc.now());
  expect(pc.desk.of("cam")).toEqual({ playsAt: pc.now() - 5_999 });
  await pc.ask();
  expect(asked).toBe(2);
});

test("asks again every five seconds until it is told to stop, though nothing else happens here", async () => {
  let asked = 0;
  const announced = { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ states: true }) };
  const central = await startScriptedCentral(({ url }) => {
    if (url !== "/api/v1/error-logs") asked += 1;
    return url === "/api/v1/error-logs" ? announced : { ...announced, body: JSON.stringify({ plays: {}, fails: {} }) };
  });
  const pc = openDesk(central.url);
  await pc.hear();
  pc.desk.ask(pc.now() + 12_000);
  for (const questions of [1, 2, 3, 3]) {
    await pc.settle();
    expect(asked).toBe(questions);
    pc.pass(5_000);
  }
});

test("an earlier collector, which has no such call, is asked once", async () => {
  const announced = { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ states: true }) };
  let asked = Promise.withResolvers<void>();
  let count = 0;
  const central = await startScriptedCentral(({ url }) => {
    if (url === "/api/v1/error-logs") return announced;
    count += 1;
    asked.resolve();
    return count === 1 ? { status: 503 } : { status: 404 };
  });
  const pc = openDesk(central.url);
  await pc.hear();
  for (let n = 0; n < 2; n++) {
    asked = Promise.withResolvers();
    pc.pass(5_000);
    pc.desk.ask(pc.now());
    await asked.promise;
  }
  await pc.settle();
  pc.pass(5_000);
  pc.desk.ask(pc.now());
  await pc.settle();
  expect(count).toBe(2);
  expect(pc.desk.of("cam")).toEqual({});
});
