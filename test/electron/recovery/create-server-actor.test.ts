import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createServerActor } from "../../../electron/recovery/create-server-actor.ts";
import type { Alarm } from "../../../shared/alarms/alarm.ts";
import type { Evidence, ServerEvidence, Verdict } from "../../../shared/alarms/evidence.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { RecoveryLine, RecoveryRecord } from "../../../shared/state-line.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";
import { openReader } from "../demo/open-reader.ts";
import { SLOW, startMedia, wallOf } from "./open-recovery.ts";

const INCIDENT = "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e";
const SECRET = "a secret";
const ON = { serverActions: "on", actor: "3번 관제석" };

/** `seen` and `gateway`: how many milliseconds ago the server and something else were last seen how. */
interface Downtime {
  downFor?: number;
  isMasked?: boolean;
  seen?: ServerEvidence | "never";
  gateway?: ServerEvidence;
}
const SILENT: ServerEvidence = { failedAt: 1_000 };
const ANSWERS: ServerEvidence = { answeredAt: 1_000 };
const before = (now: number, { failedAt, answeredAt }: ServerEvidence): ServerEvidence => ({
  ...(failedAt !== undefined && { failedAt: now - failedAt }),
  ...(answeredAt !== undefined && { answeredAt: now - answeredAt }),
});

/** The actor as a control room has it, with a clock that the test moves and a journal that it reads. */
function openActor(settings: object, { recovery = {}, past = [] as RecoveryLine[] } = {}) {
  const transport = createUndiciTransport();
  const ending = new AbortController();
  onTestFinished(() => {
    ending.abort();
    return transport.close();
  });
  const clock = { now: Date.now() };
  let evidence: Pick<Evidence, "servers" | "gateway"> = { servers: new Map() };
  const lines: RecoveryRecord[] = [];
  const findings: (readonly HostFinding[])[] = [];
  const timers: { at: number; callback: () => void }[] = [];
  const present = settingsSchema.parse({ client: { name: "3번 관제석" }, recovery: { ...ON, ...recovery }, ...settings });
  let made = 0;
  const actor = createServerActor({
    settings: () => present,
    now: () => clock.now,
    setTimer: (callback, milliseconds) => timers.push({ at: clock.now + milliseconds, callback }),
    makeId: (at) => makeUuidV7(at, new Uint8Array(10).fill((made += 1))),
    readPast: async () => past,
    readSecret: async (ref) => (ref === "hook" ? SECRET : undefined),
    record: async (line) => lines.push(line),
    onFindings: (found) => findings.push(found),
    evidence: () => evidence,
    sendRequest: transport.sendRequest,
    signal: ending.signal,
    log: () => undefined,
  });
  return {
    actor,
    lines,
    findings,
    timers,
    words: () => lines.map(({ step, outcome }) => `${step} ${outcome}`),
    pass(milliseconds: number) {
      clock.now += milliseconds;
      const due = timers.filter(({ at }) => at <= clock.now);
      for (const timer of due) timers.splice(timers.indexOf(timer), 1);
      for (const { callback } of due) callback();
    },
    /** The session of `s1` has stalled, and its server has no place for another one. */
    lockOut(sessionId: string) {
      const detail = { incidentId: INCIDENT, attempt: 1 } as const;
      actor.noteFailure({ streamId: "s1", detail: { ...detail, phase: "playing", sessionId } });
      actor.noteFailure({ streamId: "s1", detail: { ...detail, phase: "post_offer", serverError: "maximum reader count reached" } });
    },
    /** The server has been down for so long, and an alarm says so. */
    goDown(verdict: Verdict, { downFor = 120_000, isMasked = false, seen = SILENT, gateway = ANSWERS }: Downtime = {}) {
      const [{ whepBaseUrl } = { whepBaseUrl: "" }] = present.servers;
      const since = clock.now - downFor;
      const source = new URL(whepBaseUrl).host;
      evidence = { servers: new Map(seen === "never" ? [] : [[source, before(clock.now, seen)]]), gateway: before(clock.now, gateway) };
      const condition = { kind: "server_down", since, priority: "high", verdict } as const;
      const occurrence = {
        id: INCIDENT,
        since,
        raisedAt: since + 30_000,
        priority: "high",
        isAcknowledged: false,
        askedAt: since,
      } as const;
      const alarm: Alarm = { id: "server:a", kind: "server_down", source, condition, occurrence, comments: [] };
      actor.follow({ alarms: new Map([[alarm.id, alarm]]), isMasked: () => isMasked });
    },
  };
}

/** More than a question that is not asked could take: another one is answered meanwhile. */
const others = async (url: string) => {
  for (let n = 0; n < 5; n++) await fetch(url).then((answer) => answer.text());
};

describe("a stale session of ours that takes the last place", () => {
  const play = async (recovery = {}, readers = 1) => {
    const media = await startMedia();
    const opened = await Promise.all(Array.from({ length: readers }, () => openReader(`${media.url}/demo-1/whep`)));
    onTestFinished(() => opened.forEach((reader) => reader.close()));
    const desk = openActor(wallOf(media.url, { apiUrl: media.apiUrl }), { recovery });
    return { media, desk, session: opened[0]!.id, sessions: () => media.state().sessions.map(({ id }) => id) };
  };

  test("safety rule 5: is ended, and new frames within 15 s say that it helped", async () => {
    const { desk, session, sessions } = await play();
    desk.lockOut(session);
    await vi.waitUntil(() => sessions().length === 0, SLOW);
    expect(desk.lines).toEqual([]);
    desk.pass(4_000);
    desk.actor.noteState({ streamId: "s1", state: "up" });
    await vi.waitUntil(() => desk.lines.length === 1, SLOW);
    expect(desk.lines[0]).toMatchObject({
      event: "recovery",
      streamId: "s1",
      incidentId: INCIDENT,
      step: "kick",
      outcome: "recovered",
      took: 4_000,
    });
    expect(desk.lines[0]).not.toHaveProperty("page");
  });

  test("safety rule 5: without new frames within 15 s it has failed", async () => {
    const { desk, session } = await play();
    desk.lockOut(session);
    await vi.waitUntil(() => desk.timers.length === 1, SLOW);
    desk.pass(14_999);
    expect(desk.lines).toEqual([]);
    desk.pass(1);
    await vi.waitUntil(() => desk.lines.length === 1, SLOW);
    expect(desk.words()).toEqual(["kick failed"]);
  });

  test("safety rule 6: stays in a dry run, and a line says what would have been done", async () => {
    const { desk, session, sessions } = await play({ serverActions: "dryRun" });
    desk.lockOut(session);
    await vi.waitUntil(() => desk.lines.length === 1, SLOW);
    expect([desk.words(), sessions()]).toEqual([["kick dry_run"], [session]]);
  });

  test.each([
    ["safety rule 1: off by default", { serverActions: "off" }, 1],
    ["safety rule 1: another client is the actor", { actor: "1번 관제석" }, 1],
    ["safety rule 4: somebody else reads the path", {}, 2],
  ])("is left alone (%s)", async (_, recovery, readers) => {
    const { media, desk, session, sessions } = await play(recovery, readers);
    desk.lockOut(session);
    await others(`${media.apiUrl}/v3/info`);
    expect([desk.lines, sessions().length]).toEqual([[], readers]);
  });

  test("safety rule 2: is left alone where the server's Control API is not in the settings", async () => {
    const media = await startMedia();
    const reader = await openReader(`${media.url}/demo-1/whep`);
    onTestFinished(() => reader.close());
    const desk = openActor(wallOf(media.url));
    desk.lockOut(reader.id);
    await others(media.url);
    expect([desk.lines, media.state().sessions]).toMatchObject([[], [{ id: reader.id }]]);
  });
});

describe("a server that stays down", () => {
  const open = async (change: { recovery?: object; past?: RecoveryLine[]; settings?: object } = {}) => {
    const hook = await startScriptedCentral(() => ({ status: 202 }));
    onTestFinished(() => hook[Symbol.asyncDispose]());
    const webhook = { url: `${hook.url}/restart`, secretRef: "hook" };
    const desk = openActor(
      { ...wallOf("http://127.0.0.1:9"), ...change.settings },
      { recovery: { webhook, ...change.recovery }, ...(change.past && { past: change.past }) },
    );
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
    await vi.waitUntil(() => desk.lines.length === 1, SLOW);
    expect(desk.words()).toEqual(["webhook recovered"]);
  });

  test("safety rule 7: what acts on servers starts no program", () => {
    const folder = join(import.meta.dirname, "../../../electron/recovery");
    const acting = readdirSync(folder).filter((name) => /server-act/.test(name));
    expect(acting).toEqual(["create-server-actor.ts", "decide-server-action.ts", "server-actions.ts"]);
    const imports = acting.flatMap((name) =>
      [...readFileSync(join(folder, name), "utf8").matchAll(/from "([^"]+)"/g)].map(([, from]) => from),
    );
    expect(imports.filter((from) => from!.startsWith("node:"))).toEqual([]);
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
    await others(hook.url);
    expect([hook.posts, desk.lines]).toEqual([[], []]);
  });

  test("safety rule 4: is left alone while one of its streams plays here", async () => {
    const { hook, desk } = await open();
    desk.actor.noteState({ streamId: "s3", state: "up" });
    desk.goDown("server_down");
    await others(hook.url);
    expect(hook.posts).toEqual([]);
  });

  test("safety rule 3: the budget is that of the journal, so a restart of the app begins no new one; two failures call a person", async () => {
    const step = { kind: "recovery", streamId: "s1", incidentId: INCIDENT, took: 0, server: "127.0.0.1:9", id: INCIDENT } as const;
    const at = (hoursAgo: number) => Date.now() - hoursAgo * 3_600_000;
    const spent = await open({ past: [{ ...step, at: at(5), step: "webhook", outcome: "recovered" }] });
    spent.desk.goDown("server_down");
    await others(spent.hook.url);
    expect(spent.hook.posts).toEqual([]);

    const { hook, desk } = await open({ past: [{ ...step, at: at(7), step: "webhook", outcome: "failed" }] });
    desk.goDown("server_down");
    await vi.waitUntil(() => hook.posts.length === 1 && desk.timers.length === 1, SLOW);
    desk.pass(120_000);
    await vi.waitUntil(() => desk.lines.length === 1, SLOW);
    expect(desk.words()).toEqual(["webhook failed"]);
    expect(desk.findings.at(-1)).toEqual([{ kind: "recovery_stopped", source: "127.0.0.1:9" }]);
    desk.pass(7 * 3_600_000);
    desk.goDown("server_down");
    await others(hook.url);
    expect(hook.posts).toHaveLength(1 + 0);
  });

  test("nothing is sent without a secret to sign it with: it has failed", async () => {
    const { hook, desk } = await open();
    const unsigned = openActor(wallOf("http://127.0.0.1:9"), { recovery: { webhook: { url: `${hook.url}/restart`, secretRef: "" } } });
    unsigned.goDown("server_down");
    await vi.waitUntil(() => unsigned.lines.length === 1, SLOW);
    expect([unsigned.words(), hook.posts, desk.lines]).toEqual([["webhook failed"], [], []]);
  });
});
