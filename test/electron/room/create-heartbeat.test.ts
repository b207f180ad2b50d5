import { EventEmitter, once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { createCentralConnection } from "../../../electron/delivery/central-connection.ts";
import type { CentralConnection } from "../../../electron/delivery/central-connection.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createHeartbeat } from "../../../electron/room/create-heartbeat.ts";
import { NO_FEATURES } from "../../../shared/central-features.ts";
import type { Heartbeat } from "../../../shared/heartbeat.ts";
import { heartbeatSchema } from "../../../shared/heartbeat.ts";
import { makeClientId, makeHeartbeat } from "../../support/make-fleet-pc.ts";
import { createManualClock } from "../alarms/manual-clock.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";
import type { ScriptedAnswer } from "../delivery/scripted-central.ts";

const START = Date.parse("2026-11-26T08:00:00Z");
const JSON_TYPE = { "content-type": "application/json" };
const answerJson = (body: unknown): ScriptedAnswer => ({ status: 200, headers: JSON_TYPE, body: JSON.stringify(body) });

/** A PC and a collector, whose clock is so many milliseconds ahead of the PC's. */
async function openPc({ announced = { heartbeat: true } as object, ahead = 0 } = {}) {
  const clock = createManualClock(START);
  const signs = new EventEmitter();
  const heard: Heartbeat[] = [];
  let answer: ScriptedAnswer | undefined;
  let ended = 0;
  const central = await startScriptedCentral(({ method, url, body }) => {
    if (method === "GET") return answerJson(announced);
    expect(url).toBe("/api/v1/clients/heartbeat");
    heard.push(heartbeatSchema.parse(JSON.parse(body)));
    queueMicrotask(() => signs.emit("sign"));
    return answer ?? answerJson({ time: new Date(clock.now() + ahead).toISOString() });
  });
  const transport = createUndiciTransport();
  const identity = { version: "0.1.0", clientId: makeClientId(1) };
  const connect = (): CentralConnection =>
    createCentralConnection({
      url: central.url,
      identity,
      sendRequest: (request) => transport.sendRequest(request).finally(() => signs.emit("end", ++ended)),
      now: clock.now,
    });
  let connection: CentralConnection | undefined = connect();
  const changes = new Set<() => void>();
  const notify = () => changes.forEach((listener) => listener());
  const signal = new AbortController().signal;
  await connection.announcement.askIfDue(signal);

  let backlog = 0;
  const refusals: boolean[] = [];
  const { clockOffset: _, ...facts } = makeHeartbeat(1);
  const sender = createHeartbeat({
    access: {
      connection: () => connection,
      features: () => connection?.announcement.features() ?? NO_FEATURES,
      onChange(listener) {
        const stop = connection?.announcement.onChange(listener);
        changes.add(listener);
        return () => {
          stop?.();
          changes.delete(listener);
        };
      },
    },
    read: async () => ({ ...facts, backlog: backlog++ }),
    now: clock.now,
    setTimer: clock.setTimer,
    onRefused: (isRefused) => refusals.push(isRefused),
    log: () => {},
  });
  onTestFinished(async () => {
    await sender.close();
    await transport.close();
    await central[Symbol.asyncDispose]();
  });
  return {
    clock,
    central,
    heard,
    refusals,
    sender,
    answer: (next: ScriptedAnswer) => (answer = next),
    /** Resolves when the collector has heard so many altogether. */
    async hear(count: number) {
      while (heard.length < count) await once(signs, "sign");
    },
    /** Resolves when so many requests have got through, or failed, altogether; the first is for the announcement. */
    async end(count: number) {
      while (ended < count) await once(signs, "end");
      await nextTurn();
    },
    /** Another central, or none. */
    replace(next: "off" | "another") {
      connection = next === "off" ? undefined : connect();
      notify();
    },
    features: () => connection?.announcement.features(),
  };
}

test("a collector that announces it hears how it stands, at once and every 30 s", async () => {
  const pc = await openPc();
  await pc.hear(1);
  await pc.clock.pass(29_999);
  expect(pc.heard).toHaveLength(1);
  await pc.clock.pass(1);
  await pc.hear(2);
  expect(pc.heard.map(({ backlog }) => backlog)).toEqual([0, 1]);
  expect(pc.central.posts[0]!.headers).toMatchObject({ "content-type": "application/json" });
});

test("one that does not announce it never hears anything, not even a goodbye", async () => {
  const pc = await openPc({ announced: { batch: true, alarms: true } });
  await pc.clock.pass(600_000);
  await pc.sender.close();
  expect(pc.heard).toEqual([]);
});

test("each heartbeat says by how much the collector's clock was ahead in the answer before", async () => {
  const pc = await openPc({ ahead: -7_250 });
  await pc.end(2);
  await pc.clock.pass(30_000);
  await pc.hear(2);
  expect(pc.heard.map(({ clockOffset }) => clockOffset)).toEqual([undefined, -7_250]);
  expect(pc.sender.clockOffset()).toBe(-7_250);
});

test("what did not get through is not sent later", async () => {
  const pc = await openPc();
  await pc.hear(1);
  pc.answer({ status: 503 });
  await pc.clock.pass(30_000);
  await pc.hear(2);
  await pc.end(3);
  await pc.central.goDown();
  await pc.clock.pass(90_000);
  await pc.end(6);
  await pc.central.goUp();
  await pc.clock.pass(30_000);
  await pc.hear(3);
  expect(pc.heard.map(({ backlog }) => backlog)).toEqual([0, 1, 5]);
});

test("a collector that turns out not to have the call gets no more", async () => {
  const pc = await openPc();
  await pc.hear(1);
  pc.answer({ status: 404 });
  await pc.clock.pass(30_000);
  await pc.hear(2);
  await expect.poll(pc.features).toMatchObject({ heartbeat: false });
  await pc.clock.pass(600_000);
  await pc.sender.close();
  expect(pc.heard.filter(({ goodbye }) => !goodbye)).toHaveLength(2);
});

test.each([401, 403])(
  "one that answers %d is told of until it lets this PC in again; an outage says nothing about that",
  async (status) => {
    const pc = await openPc();
    await pc.end(2);
    const answers: [ScriptedAnswer, boolean[]][] = [
      [{ status }, [true]],
      [{ status }, [true]],
      [{ status: 503 }, [true]],
      [answerJson({ time: new Date(START).toISOString() }), [true, false]],
    ];
    for (const [count, [answer, told]] of answers.entries()) {
      pc.answer(answer);
      await pc.clock.pass(30_000);
      await pc.end(3 + count);
      expect(pc.refusals).toEqual(told);
    }
  },
);

test("quitting says goodbye, once", async () => {
  const pc = await openPc();
  await pc.hear(1);
  await pc.sender.close();
  await pc.clock.pass(600_000);
  expect(pc.heard.map(({ goodbye }) => goodbye)).toEqual([undefined, true]);
});

test("so does central when it is switched off here", async () => {
  const pc = await openPc();
  await pc.hear(1);
  pc.replace("off");
  await pc.hear(2);
  await pc.clock.pass(600_000);
  expect(pc.heard.map(({ goodbye }) => goodbye)).toEqual([undefined, true]);
});

test("quitting does not wait for a collector that does not answer", async () => {
  const pc = await openPc();
  await pc.hear(1);
  pc.answer("hang");
  await pc.sender.close(); // else the test does not end
  expect(pc.heard.at(-1)!.goodbye).toBe(true);
});
