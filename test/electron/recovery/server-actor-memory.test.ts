import { describe, expect, onTestFinished, test, vi } from "vitest";
import { REMEMBERED } from "../../../electron/recovery/decide-server-action.ts";
import { readPastActions } from "../../../electron/recovery/read-past-actions.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";
import type { Script } from "../delivery/scripted-central.ts";
import { askOthers, openActor } from "./open-actor.ts";
import { SLOW, wallOf } from "./open-recovery.ts";
import { openStateRecorder } from "../states/open-state-recorder.ts";

const HOUR = 3_600_000;
const STOPPED = [{ kind: "recovery_stopped", source: "127.0.0.1:9" }];

/** A wall whose only server is down, and whoever restarts it; the app can be ended and begun again, with the same state journal. */
async function openWall(script: Script = () => ({ status: 202 })) {
  const root = makeTempDir();
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const hook = await startScriptedCentral(script);
  onTestFinished(() => hook[Symbol.asyncDispose]());

  async function begin(recovery: object = {}) {
    const { journal, recorder: states } = await openStateRecorder({ root, now });
    let reads = 0;
    let reading: Promise<unknown> = Promise.resolve();
    const desk = openActor(wallOf("http://127.0.0.1:9"), {
      recovery: { webhook: { url: hook.url, secretRef: "hook" }, ...recovery },
      clock,
      readPast() {
        reads++;
        const past = readPastActions(journal, now() - REMEMBERED);
        reading = past;
        return past;
      },
      record: states.recordAction,
    });
    let isOpen = true;
    const end = async () => {
      if (!isOpen) return;
      isOpen = false;
      desk.actor.close();
      await states.close();
    };
    onTestFinished(end);
    return {
      ...desk,
      end,
      reads: () => reads,
      read: () => reading,
      actions: async () => (await readPastActions(journal, 0)).actions.map(({ step, outcome }) => `${step} ${outcome}`),
      /** A page says that a stream plays. */
      async play(streamId: string) {
        const at = new Date(clock.now).toISOString();
        desk.actor.noteState({ streamId, state: "up" });
        await states.recordState(makeStateReport({ streamId, state: "up", timestamp: at, since: at }));
      },
      /** The server is down, and the restart that is asked for does not help. */
      async failOnce() {
        const { length } = desk.lines;
        desk.goDown("server_down");
        await vi.waitUntil(() => desk.timers.length === 1, SLOW);
        desk.pass(120_000);
        await vi.waitUntil(() => desk.lines.length === length + 2, SLOW);
      },
    };
  }

  return { hook, begin, wait: (milliseconds: number) => (clock.now += milliseconds) };
}

/** It has read what was done before, and has had more time than a request takes. */
const isSilent = async (desk: { read: () => Promise<unknown> }, hook: { url: string; posts: unknown[] }, posts: number) => {
  await desk.read();
  await askOthers(hook.url);
  expect(hook.posts).toHaveLength(posts);
};

describe("an app that ends in the middle of an action", () => {
  test("has spent its budget, and says of it what it knows: nothing", async () => {
    const { hook, begin } = await openWall();
    const first = await begin();
    first.goDown("server_down");
    await vi.waitUntil(() => first.timers.length === 1, SLOW);
    first.actor.close();
    expect(await first.actions()).toEqual(["webhook given_up"]);
    await first.end();

    const second = await begin();
    second.goDown("server_down");
    await isSilent(second, hook, 1);
    expect([await second.actions(), second.findings]).toEqual([["webhook given_up"], []]);
  });

  test("has not failed, though its request was cut off", async () => {
    const { hook, begin } = await openWall(({ method }) => (method === "POST" ? "hang" : { status: 200 }));
    const desk = await begin();
    desk.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 1, SLOW);
    expect(await desk.actions()).toEqual(["webhook given_up"]); // where the app is killed now
    desk.actor.close();
    desk.goDown("server_down");
    await isSilent(desk, hook, 1);
    expect(await desk.actions()).toEqual(["webhook given_up"]);
  });
});

describe("a server that is left to a person after two failures", () => {
  async function openBroken() {
    const wall = await openWall();
    const desk = await wall.begin();
    await desk.failOnce();
    expect(desk.findings).toEqual([]);
    wall.wait(7 * HOUR);
    await desk.failOnce();
    await vi.waitUntil(() => desk.findings.length === 1, SLOW);
    expect(desk.findings).toEqual([STOPPED]);
    return { ...wall, desk };
  }

  test("is so after a new start of the app, too, and is said once", async () => {
    const { begin, desk, wait, hook } = await openBroken();
    await desk.end();
    wait(7 * HOUR);
    const again = await begin();
    again.goDown("server_down");
    await vi.waitUntil(() => again.findings.length === 1, SLOW);
    again.tick();
    await isSilent(again, hook, 2);
    expect(again.findings).toEqual([STOPPED]);
  });

  test("is so no longer when it plays again, and is helped again when it is down the next time", async () => {
    const { desk, wait, hook } = await openBroken();
    wait(7 * HOUR);
    await desk.play("s2");
    desk.tick();
    await vi.waitUntil(() => desk.findings.length === 2, SLOW);
    expect(desk.findings.at(-1)).toEqual([]);
    desk.actor.noteState({ streamId: "s2", state: "down" });
    desk.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 3, SLOW);
  });

  test("is so no longer where it has played before a new start", async () => {
    const { begin, desk, wait, hook } = await openBroken();
    wait(7 * HOUR);
    await desk.play("s2");
    await desk.end();
    const again = await begin();
    again.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 3, SLOW);
    expect(again.findings).toEqual([]);
  });

  test("is so no longer when a day is over", async () => {
    const { begin, desk, wait, hook } = await openBroken();
    await desk.end();
    const again = await begin();
    wait(24 * HOUR - 1);
    again.goDown("server_down");
    await isSilent(again, hook, 2);
    expect(again.findings).toEqual([STOPPED]);
    wait(1);
    again.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 3, SLOW);
    expect(again.findings).toEqual([STOPPED, []]);
  });

  test("two failures are none in a row where it has played between them", async () => {
    const wall = await openWall();
    const desk = await wall.begin();
    await desk.failOnce();
    wall.wait(7 * HOUR);
    await desk.play("s2");
    desk.actor.noteState({ streamId: "s2", state: "down" });
    await desk.failOnce();
    desk.tick();
    await isSilent(desk, wall.hook, 2);
    expect(desk.findings).toEqual([]);
  });
});

test("a client that may not act reads no journal, and one that may reads it once", async () => {
  const { begin } = await openWall();
  const other = await begin({ actor: "1번 관제석" });
  other.goDown("server_down");
  other.tick();
  expect(other.reads()).toBe(0);
  await other.end();
  const desk = await begin();
  expect(desk.reads()).toBe(0);
  desk.tick();
  desk.tick();
  expect(desk.reads()).toBe(1);
});
