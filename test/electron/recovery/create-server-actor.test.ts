import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ActionLine } from "../../../electron/recovery/read-past-actions.ts";
import type { Verdict } from "../../../shared/alarms/evidence.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";
import { askOthers, INCIDENT, openActor, SECRET } from "./open-actor.ts";
import type { ActorOptions, Downtime } from "./open-actor.ts";
import { SLOW, wallOf } from "./open-recovery.ts";

describe("a server that stays down", () => {
  const open = async (
    change: { recovery?: object; past?: ActionLine[]; status?: number; maintenance?: object[] } & Pick<
      ActorOptions,
      "readPast" | "record"
    > = {},
  ) => {
    const { past = [], status = 202, maintenance = [], recovery, ...options } = change;
    const hook = await startScriptedCentral(() => ({ status }));
    onTestFinished(() => hook[Symbol.asyncDispose]());
    const webhook = { url: `${hook.url}/restart`, secretRef: "hook" };
    const readPast = async () => ({ actions: past, playedAt: new Map<string, number>() });
    const desk = openActor({ ...wallOf("http://127.0.0.1:9"), maintenance }, { readPast, ...options, recovery: { webhook, ...recovery } });
    return { hook, desk };
  };

  test("safety rule 7: is restarted by whoever listens: one word of a fixed list, signed with the time, with a key against doing it twice", async () => {
    const { hook, desk } = await open();
    desk.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 1, SLOW);
    const { url, headers, body } = hook.posts[0]!;
    const said = JSON.parse(body) as Record<string, unknown>;
    expect(url).toBe("/restart");
    expect(Object.keys(said)).toEqual(["action", "server", "reason", "id", "timestamp"]);
    expect(said).toMatchObject({ action: "restart_server", server: "127.0.0.1:9", reason: "server_down" });
    expect(headers["idempotency-key"]).toBe(said.id);
    const time = String(headers["x-mtx-watch-timestamp"]);
    expect(headers["x-mtx-watch-signature"]).toBe(`v1=${createHmac("sha256", SECRET).update(`v1:${time}:${body}`).digest("hex")}`);
    expect(Math.abs(Number(time) * 1_000 - Date.parse(String(said.timestamp)))).toBeLessThan(1_000);
    await vi.waitUntil(() => desk.timers.length === 1, SLOW);
    desk.actor.noteState({ streamId: "s2", state: "up" });
    await vi.waitUntil(() => desk.lines.length === 2, SLOW);
    expect(desk.words()).toEqual(["webhook recovered"]);
  });

  test("is restarted once, however often it is found to be down meanwhile", async () => {
    const { hook, desk } = await open();
    for (let n = 0; n < 3; n++) desk.goDown("server_down");
    await vi.waitUntil(() => desk.timers.length === 1, SLOW);
    desk.goDown("server_down");
    await askOthers(hook.url);
    expect([hook.posts.length, desk.words()]).toEqual([1, ["webhook given_up"]]);
  });

  test("safety rule 7: what acts on servers starts no program", () => {
    const folder = join(import.meta.dirname, "../../../electron/recovery");
    const acting = new Set(["open-server-actor.ts"]);
    const imported = new Set<string>();
    for (const name of acting) {
      for (const [, from = ""] of readFileSync(join(folder, name), "utf8").matchAll(/from "([^"]+)"/g)) {
        if (from.startsWith("./")) acting.add(from.slice(2));
        else imported.add(from);
      }
    }
    expect([...acting]).toEqual(expect.arrayContaining(["create-server-actor.ts", "server-targets.ts", "server-actions.ts"]));
    expect([...imported]).toContain("node:crypto");
    expect([...imported].filter((from) => /child_process|cluster|worker_threads/.test(from))).toEqual([]);
  });

  test.each<[string, Verdict, Downtime]>([
    ["safety rule 4: it may be our network", "server_or_network", {}],
    ["safety rule 4: it is our network", "network", {}],
    ["safety rule 4: nobody knows", "unknown", {}],
    ["safety rule 4: planned work", "server_down", { isMasked: true }],
    ["it may yet come back by itself", "server_down", { downFor: 119_999 }],
    ["safety rule 4: an alarm of an earlier run, and nobody has looked since", "server_down", { seen: "never" }],
    ["safety rule 4: nobody looks any more", "server_down", { seen: { failedAt: 30_001 } }],
    [
      "safety rule 4: it answers again, and its cameras are still missing",
      "server_down",
      { seen: { failedAt: 11_000, answeredAt: 10_000 } },
    ],
    ["safety rule 4: it has answered in between", "server_down", { seen: { failedAt: 1_000, answeredAt: 110_000 } }],
    ["safety rule 4: nothing else answers either", "server_down", { gateway: { failedAt: 1_000, answeredAt: 9_000 } }],
  ])("is left alone (%s)", async (_, verdict, how) => {
    const { hook, desk } = await open();
    desk.goDown(verdict, how);
    await askOthers(hook.url);
    expect([hook.posts, desk.lines]).toEqual([[], []]);
  });

  test("safety rule 4: is left alone while one of its streams plays here", async () => {
    const { hook, desk } = await open();
    desk.actor.noteState({ streamId: "s3", state: "up" });
    desk.goDown("server_down");
    await askOthers(hook.url);
    expect(hook.posts).toEqual([]);
  });

  test("safety rule 3: the budget is that of the journal, so a restart of the app begins no new one; two failures call a person", async () => {
    const step = { kind: "recovery", streamId: "s1", incidentId: INCIDENT, took: 0, server: "127.0.0.1:9", id: INCIDENT } as const;
    const at = (hoursAgo: number) => Date.now() - hoursAgo * 3_600_000;
    const spent = await open({ past: [{ ...step, at: at(5), step: "webhook", outcome: "recovered" }] });
    spent.desk.goDown("server_down");
    await askOthers(spent.hook.url);
    expect(spent.hook.posts).toEqual([]);

    const { hook, desk } = await open({ past: [{ ...step, at: at(7), step: "webhook", outcome: "failed" }] });
    desk.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 1 && desk.timers.length === 1, SLOW);
    desk.pass(120_000);
    await vi.waitUntil(() => desk.lines.length === 2, SLOW);
    expect(desk.words()).toEqual(["webhook failed"]);
    expect(desk.findings.at(-1)).toEqual([{ kind: "recovery_stopped", source: "127.0.0.1:9" }]);
    desk.pass(7 * 3_600_000);
    desk.goDown("server_down");
    await askOthers(hook.url);
    expect(hook.posts).toHaveLength(1);
  });

  test("nothing is sent without a secret to sign it with: it has failed", async () => {
    const { hook, desk } = await open();
    const unsigned = openActor(wallOf("http://127.0.0.1:9"), { recovery: { webhook: { url: `${hook.url}/restart`, secretRef: "" } } });
    unsigned.goDown("server_down");
    await vi.waitUntil(() => unsigned.lines.length === 2, SLOW);
    expect([unsigned.words(), hook.posts, desk.lines]).toEqual([["webhook failed"], [], []]);
    expect(unsigned.logs.at(-1)).toMatch(/^recovery: webhook at 127.0.0.1:9 for s1 could not be done: there is no secret ""/);
  });

  test("what a webhook refuses has failed, and the log says why", async () => {
    const { desk } = await open({ status: 503 });
    desk.goDown("server_down");
    await vi.waitUntil(() => desk.lines.length === 2, SLOW);
    expect(desk.words()).toEqual(["webhook failed"]);
    expect(desk.logs.at(-1)).toBe("recovery: webhook at 127.0.0.1:9 for s1 could not be done: HTTP 503");
  });

  test("safety rule 3: without a budget nothing is done: while what was done before cannot be read", async () => {
    let isReadable = false;
    const nothing = { actions: [], playedAt: new Map() };
    const { hook, desk } = await open({ readPast: () => (isReadable ? Promise.resolve(nothing) : Promise.reject(new Error("EIO"))) });
    desk.goDown("server_down");
    await askOthers(hook.url);
    desk.goDown("server_down");
    await askOthers(hook.url);
    const why = "recovery: nothing is done to servers, since what was done before cannot be read: Error: EIO";
    expect([hook.posts, desk.logs]).toEqual([[], [why]]);
    isReadable = true;
    desk.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 1, SLOW);
  });

  test("safety rule 3: without a budget nothing is done: when it cannot be written down", async () => {
    const { hook, desk } = await open({ record: () => Promise.reject(new Error("ENOSPC")) });
    desk.goDown("server_down");
    await vi.waitUntil(() => desk.logs.length === 2, SLOW);
    await askOthers(hook.url);
    expect([hook.posts, desk.logs.at(-1)]).toEqual([[], "recovery: Error: ENOSPC"]);
  });

  describe("while the disk does not take the line", () => {
    type Desk = ReturnType<typeof openActor>;
    const wait = async () => {
      const disk = Promise.withResolvers<void>();
      const work = { servers: ["a"], from: new Date(Date.now() + 60_000).toISOString(), to: "2999-01-01T00:00:00Z" };
      const { hook, desk } = await open({ record: () => disk.promise, maintenance: [work] });
      desk.goDown("server_down");
      await vi.waitUntil(() => desk.logs.length === 1, SLOW);
      await askOthers(hook.url);
      expect(hook.posts).toEqual([]);
      return { hook, desk, disk };
    };

    test.each<[string, (desk: Desk) => void]>([
      ["it plays", ({ actor }) => actor.noteState({ streamId: "s2", state: "up" })],
      ["it answers", ({ see }) => see({ failedAt: 11_000, answeredAt: 10_000 })],
      ["nobody has looked since", ({ pass }) => pass(30_000)],
      ["safety rule 4: planned work has begun", ({ pass, goDown }) => (pass(60_000), goDown("server_down"))],
      ["the app has ended", ({ actor }) => actor.close()],
    ])("is left alone then (%s)", async (_, change) => {
      const { hook, desk, disk } = await wait();
      change(desk);
      disk.resolve();
      await askOthers(hook.url);
      expect([hook.posts, desk.words()]).toEqual([[], ["webhook given_up"]]);
    });

    test("is restarted then when it is still down", async () => {
      const { hook, desk, disk } = await wait();
      disk.resolve();
      await vi.waitUntil(() => hook.posts.length === 1, SLOW);
      expect(desk.words()).toEqual(["webhook given_up"]);
    });
  });
});
