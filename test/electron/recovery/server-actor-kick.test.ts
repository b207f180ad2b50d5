import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ActionLine } from "../../../electron/recovery/read-past-actions.ts";
import { openReader } from "../demo/open-reader.ts";
import { askOthers, INCIDENT, openActor } from "./open-actor.ts";
import type { ActorOptions } from "./open-actor.ts";
import { SLOW, startMedia, wallOf } from "./open-recovery.ts";

describe("a stale session of ours that takes the last place", () => {
  const play = async ({ readers = 1, planned = false, ...options }: { readers?: number; planned?: boolean } & ActorOptions = {}) => {
    const media = await startMedia();
    const opened = await Promise.all(Array.from({ length: readers }, () => openReader(`${media.url}/demo-1/whep`)));
    onTestFinished(() => opened.forEach((reader) => reader.close()));
    const maintenance = planned ? [{ streams: ["s1"], from: "2000-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z" }] : [];
    const desk = openActor({ ...wallOf(media.url, { apiUrl: media.apiUrl }), maintenance }, options);
    return { media, desk, session: opened[0]!.id, sessions: () => media.state().sessions.map(({ id }) => id) };
  };

  test("safety rule 5: is ended, and new frames within 15 s say that it helped", async () => {
    const { desk, session, sessions } = await play();
    desk.lockOut(session);
    await vi.waitUntil(() => sessions().length === 0, SLOW);
    await vi.waitUntil(() => desk.timers.length === 1, SLOW);
    desk.pass(4_000);
    desk.actor.noteState({ streamId: "s1", state: "up" });
    await vi.waitUntil(() => desk.lines.length === 2, SLOW);
    expect(desk.lines[1]).toMatchObject({
      event: "recovery",
      streamId: "s1",
      incidentId: INCIDENT,
      step: "kick",
      outcome: "recovered",
      took: 4_000,
    });
    expect(desk.lines[1]).not.toHaveProperty("page");
  });

  test("safety rule 5: without new frames within 15 s it has failed", async () => {
    const { desk, session } = await play();
    desk.lockOut(session);
    await vi.waitUntil(() => desk.timers.length === 1, SLOW);
    desk.pass(14_999);
    expect(desk.timers).toHaveLength(1);
    desk.pass(1);
    await vi.waitUntil(() => desk.lines.length === 2, SLOW);
    expect(desk.words()).toEqual(["kick failed"]);
  });

  test("safety rule 6: stays in a dry run, and a line says what would have been done", async () => {
    const { desk, session, sessions } = await play({ recovery: { serverActions: "dryRun" } });
    desk.lockOut(session);
    await vi.waitUntil(() => desk.lines.length === 1, SLOW);
    expect([desk.words(), sessions()]).toEqual([["kick dry_run"], [session]]);
  });

  test.each<[string, Parameters<typeof play>[0]]>([
    ["safety rule 1: off by default", { recovery: { serverActions: "off" } }],
    ["safety rule 1: another client is the actor", { recovery: { actor: "1번 관제석" } }],
    ["safety rule 4: somebody else reads the path", { readers: 2 }],
    ["safety rule 4: planned work", { planned: true }],
  ])("is left alone (%s)", async (_, how) => {
    const { media, desk, session, sessions } = await play(how);
    const { length } = sessions();
    desk.lockOut(session);
    await askOthers(`${media.apiUrl}/v3/info`);
    expect([desk.lines, sessions().length]).toEqual([[], length]);
  });

  test("is left alone when the stream plays again before it is ended", async () => {
    const disk = Promise.withResolvers<void>();
    const { media, desk, session, sessions } = await play({ record: () => disk.promise });
    desk.lockOut(session);
    await vi.waitUntil(() => desk.logs.length === 1, SLOW);
    desk.actor.noteState({ streamId: "s1", state: "up" });
    disk.resolve();
    await askOthers(`${media.apiUrl}/v3/info`);
    expect([desk.words(), sessions()]).toEqual([["kick given_up"], [session]]);
  });

  test("is found where the settings write its path with a slash", async () => {
    const media = await startMedia();
    const reader = await openReader(`${media.url}/demo-1/whep`);
    onTestFinished(() => reader.close());
    const wall = wallOf(media.url, { apiUrl: media.apiUrl });
    const desk = openActor({ ...wall, streams: [{ id: "s1", serverId: "a", path: "/demo-1" }] });
    desk.lockOut(reader.id);
    await vi.waitUntil(() => media.state().sessions.length === 0, SLOW);
  });

  test.each([
    ["another client is the actor", { actor: "1번 관제석" }, 0],
    ["recovery is switched off", { automatic: false }, 0],
    ["its budget is spent", {}, 0],
    ["it may be acted on", {}, 2],
  ])("its server is asked who reads it only when nothing else forbids to act (%s)", async (why, recovery, questions) => {
    const asked: string[] = [];
    const api = createServer(({ url = "" }, response) => {
      asked.push(url);
      response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void api.close());
    await once(api, "listening");
    const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const step = { kind: "recovery", id: INCIDENT, streamId: "s1", incidentId: INCIDENT, took: 0, server: "127.0.0.1:9" } as const;
    const spent: ActionLine = { ...step, at: Date.now(), step: "kick", outcome: "dry_run" };
    const actions = why === "its budget is spent" ? [spent] : [];
    const desk = openActor(wallOf("http://127.0.0.1:9", { apiUrl }), {
      recovery,
      readPast: async () => ({ actions, playedAt: new Map() }),
    });
    desk.lockOut("a session");
    if (questions > 0) await vi.waitUntil(() => asked.length >= questions, SLOW);
    await askOthers(`${apiUrl}/others`);
    expect(asked.filter((url) => url !== "/others")).toHaveLength(questions);
  });

  test("safety rule 2: is left alone where the server's Control API is not in the settings", async () => {
    const media = await startMedia();
    const reader = await openReader(`${media.url}/demo-1/whep`);
    onTestFinished(() => reader.close());
    const desk = openActor(wallOf(media.url));
    desk.lockOut(reader.id);
    await askOthers(media.url);
    expect([desk.lines, media.state().sessions]).toMatchObject([[], [{ id: reader.id }]]);
  });
});

test.each([
  ["s1", []],
  ["s2", [{ kind: "recovery_stopped", source: "127.0.0.1:9" }]],
])("safety rule 3: after two such failures a person is called, unless that very stream plays again (%s does)", async (streamId, found) => {
  const now = Date.now();
  const step = {
    kind: "recovery",
    streamId: "s1",
    incidentId: INCIDENT,
    took: 0,
    server: "127.0.0.1:9",
    step: "kick",
    outcome: "failed",
  } as const;
  const actions = [20, 10].map((minutes): ActionLine => ({ ...step, id: `${minutes}`, at: now - minutes * 60_000 }));
  const readPast = () => Promise.resolve({ actions, playedAt: new Map([[streamId, now]]) });
  const desk = openActor(wallOf("http://127.0.0.1:9"), { readPast });
  desk.tick();
  await setImmediate();
  expect(desk.findings.flat()).toEqual(found);
});
