import { appendFileSync, cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeTempDir } from "../../support/temp-dir.ts";
import { countEvents } from "../../shared/alarms/make-world.ts";
import { createManualClock } from "./manual-clock.ts";
import { idsOf, makeWallSettings, startAlarmHost } from "./start-alarm-host.ts";
import type { AlarmHost } from "./start-alarm-host.ts";

const START = Date.UTC(2026, 0, 8, 2, 10);
const SECOND = 1_000;
const MINUTE = 60_000;
const streams = idsOf(64);

async function startWall(change: Partial<Parameters<typeof startAlarmHost>[0]> = {}) {
  const clock = createManualClock(START);
  const settings = await makeWallSettings();
  const options = { clock, settings, ...change };
  const host = await startAlarmHost(options);
  await host.play([...streams, "other"]);
  await host.pass(MINUTE);
  return { ...options, host };
}

const serverAlarm = (host: AlarmHost) =>
  host.alarms.api.getAlarms({}).then(({ alarms }) => alarms.find(({ id }) => id.startsWith("server:")));

describe("a server with 64 streams", () => {
  test("that is away for two minutes is one alarm with 64 children, and one clear", async () => {
    const { host, clock } = await startWall();
    const downAt = clock.now();
    await host.fail(streams);
    await host.pass(120 * SECOND);
    expect(countEvents(await host.readEvents())).toEqual({ "raised server": 1, "raised stream": 64 });
    expect(await serverAlarm(host)).toMatchObject({ kind: "server_down", verdict: "server_down", since: downAt, priority: "high" });
    expect((await serverAlarm(host))?.streams).toMatchObject({ total: 64 });
    expect((await serverAlarm(host))?.streams?.missing).toHaveLength(64);
    await host.play(streams);
    await host.pass(MINUTE);
    expect(countEvents(await host.readEvents())).toEqual({
      "raised server": 1,
      "raised stream": 64,
      "cleared server": 1,
      "cleared stream": 64,
    });
    expect(await serverAlarm(host)).toMatchObject({ state: "returned_unacknowledged", since: downAt, until: downAt + 120 * SECOND });
  });

  test("without one camera that stays dead: that is an alarm of its own, from its own start", async () => {
    const { host, clock } = await startWall();
    const downAt = clock.now();
    await host.fail(streams);
    await host.pass(120 * SECOND);
    await host.play(streams.slice(1));
    await host.pass(MINUTE);
    const events = await host.readEvents();
    expect(countEvents(events)).toMatchObject({ "cleared server": 1, "released stream": 1, "cleared stream": 63 });
    const { alarms } = await host.alarms.api.getAlarms({});
    const [server] = events;
    expect(alarms.find(({ id }) => id === "stream:cam-1")).toMatchObject({ state: "unacknowledged", since: downAt, outlived: server?.id });
    expect(alarms.find(({ kind }) => kind === "server_down")?.streams).toEqual({
      total: 64,
      missing: [{ streamId: "cam-1", since: downAt }],
    });
  });

  test.each(["the same page", "another page"])("and a host that begins anew meanwhile, with %s", async (page) => {
    const first = await startWall();
    const downAt = first.clock.now();
    await first.host.fail(streams);
    await first.host.pass(60 * SECOND);
    await first.host.close();
    await first.clock.pass(5 * SECOND);
    const host = await startAlarmHost({ ...first, root: first.host.root, ...(page === "the same page" && { page: first.host.page }) });
    expect(countEvents(await host.readEvents())).toEqual({ "raised server": 1, "raised stream": 64 });
    if (page === "another page") await host.fail(streams);
    await host.pass(60 * SECOND);
    await host.play(streams.slice(1));
    await host.pass(MINUTE);
    expect(countEvents(await host.readEvents())).toEqual({
      "raised server": 1,
      "raised stream": 64,
      "cleared server": 1,
      "cleared stream": 63,
      "released stream": 1,
    });
    expect((await host.alarms.api.getAlarms({})).alarms.find(({ id }) => id === "stream:cam-1")).toMatchObject({ since: downAt });
  });

  test("and a host that is killed in the middle of a line", async () => {
    const first = await startWall();
    await first.host.fail(streams);
    await first.host.pass(60 * SECOND);
    const root = makeTempDir();
    cpSync(first.host.root, root, { recursive: true });
    const [file = ""] = readdirSync(join(root, "alarms")).filter((name) => name.endsWith(".jsonl"));
    appendFileSync(join(root, "alarms", file), '{"timestamp":"2026-01-08T02:12:00.000Z","alarmId":"server:127.0.0.1:');
    await first.clock.pass(5 * SECOND);
    const host = await startAlarmHost({ ...first, root });
    await host.fail(streams);
    await host.pass(60 * SECOND);
    await host.play(streams);
    await host.pass(MINUTE);
    expect(countEvents(await host.readEvents())).toEqual({
      "raised server": 1,
      "raised stream": 64,
      "cleared server": 1,
      "cleared stream": 64,
    });
  });
});

test("a host that reads its journals for long has not slept", async () => {
  const clock = createManualClock(START);
  const host = await startAlarmHost({ clock, settings: await makeWallSettings(), readingTakes: MINUTE });
  await host.play(streams);
  await host.fail(["cam-1"]);
  const downAt = clock.now();
  await host.pass(MINUTE);
  expect((await host.alarms.api.getAlarms({})).alarms).toMatchObject([{ id: "stream:cam-1", since: downAt }]);
});

describe("nothing is raised", () => {
  const isQuiet = async (host: AlarmHost) => expect(await host.readEvents()).toEqual([]);

  test("by blips that are shorter than the on-delay", async () => {
    const { host } = await startWall();
    for (let n = 0; n < 5; n++) {
      await host.fail(streams);
      await host.pass(29 * SECOND);
      await host.play(streams);
      await host.pass(10 * MINUTE);
    }
    await isQuiet(host);
  });

  test("by eight hours of sleep, and a waking that takes a while", async () => {
    const { host, clock } = await startWall();
    await host.fail(["cam-1"]);
    const asleep = clock.now();
    await clock.sleep(8 * 60 * MINUTE);
    await host.hide([...streams, "other"], asleep);
    await host.fail(streams);
    await host.pass(40 * SECOND);
    await host.play([...streams, "other"]);
    await host.pass(10 * MINUTE);
    await isQuiet(host);
  });

  test.each([60, -60])("by a clock that leaps by %i minutes while streams fail for a moment", async (minutes) => {
    const { host, clock } = await startWall();
    await host.fail(streams.slice(0, 32));
    await clock.pass(5 * SECOND);
    clock.leap(minutes * MINUTE);
    await host.pass(20 * SECOND);
    await host.play(streams);
    await host.pass(10 * MINUTE);
    await isQuiet(host);
  });

  test("by a stream that plays again in the moment in which the clock goes back", async () => {
    const { host, clock } = await startWall();
    await host.fail(["cam-1"]);
    await clock.pass(5 * SECOND);
    clock.leap(-60 * MINUTE);
    await host.play(["cam-1"]);
    await host.pass(10 * MINUTE);
    await isQuiet(host);
  });

  test("by what was said before the host began, while nobody looks", async () => {
    const first = await startWall();
    await first.host.fail(["cam-1"]);
    await first.host.pass(10 * SECOND);
    await first.host.close();
    const host = await startAlarmHost({ ...first, root: first.host.root });
    await first.clock.pass(60 * SECOND);
    await isQuiet(host);
  });

  test("by a page that says no more", async () => {
    const { host, clock } = await startWall();
    await host.fail(streams);
    await clock.pass(20 * SECOND);
    await host.hide(streams);
    await host.pass(60 * MINUTE);
    await isQuiet(host);
  });
});

describe("a page is told", () => {
  test("what has changed, with numbers without a gap", async () => {
    const { host } = await startWall();
    await host.fail(streams);
    await host.pass(MINUTE);
    await host.play(streams);
    await host.pass(2 * MINUTE);
    expect(host.changes.map(({ sequence }) => sequence)).toEqual(host.changes.map((_, i) => i + 1));
    const known = new Map<string, unknown>();
    for (const { changed, removed } of host.changes) {
      for (const view of changed) known.set(view.id, view);
      for (const id of removed) known.delete(id);
    }
    const { sequence, alarms } = await host.alarms.api.getAlarms({});
    expect([...known.values()]).toEqual(alarms);
    expect(sequence).toBe(host.changes.length);
    expect(host.changes[0]?.changed).toHaveLength(65);
  });

  test("of that alone", async () => {
    const { host } = await startWall();
    await host.fail(streams);
    await host.pass(MINUTE);
    const { id: alarmId = "", occurrenceId = "" } = (await serverAlarm(host))!;
    await host.alarms.api.acknowledgeAlarms({ alarms: [{ alarmId, occurrenceId }] });
    await host.pass(SECOND);
    expect(host.changes.at(-1)).toMatchObject({ changed: [{ id: alarmId, state: "acknowledged" }], removed: [] });
  });
});

test("a stream that comes and goes is unstable, also for a host that begins anew", async () => {
  const first = await startWall();
  for (let n = 0; n < 8; n++) {
    await (n % 2 === 0 ? first.host.fail(["cam-1"]) : first.host.play(["cam-1"]));
    await first.host.pass(30 * SECOND);
  }
  expect(await first.host.stateOf("unstable:cam-1")).toBe("unacknowledged");
  await first.host.close();
  const host = await startAlarmHost({ ...first, root: first.host.root, page: first.host.page });
  await host.pass(2 * MINUTE);
  expect(await host.stateOf("unstable:cam-1")).toBe("unacknowledged");
  await host.pass(10 * MINUTE);
  expect(await host.stateOf("unstable:cam-1")).toBe("returned_unacknowledged");
});
