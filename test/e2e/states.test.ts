import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { StateChange, StateLine } from "../../shared/state-line.ts";
import { buildTimelines } from "../../shared/statistics/build-timelines.ts";
import { partitionTimeline } from "../../shared/statistics/partition.ts";
import { listKinds } from "../support/list-kinds.ts";
import { readStateLines } from "../support/read-state-lines.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

/** Frames are looked at once a second, and a tick may be late by so much before it is called so. */
const LATEST_TICK = 3_000;

describe("the journal of states", () => {
  let wall: Wall;
  let startedAt: number;
  const read = async (): Promise<StateLine[]> =>
    (await readStateLines(join(wall.dataDir, "logs", "states"), { from: startedAt, to: Date.now() })).sort((a, b) => a.at - b.at);
  const changesOf = async (streamId: string): Promise<StateChange[]> =>
    (await read()).filter((line): line is StateChange => line.kind === "state" && line.streamId === streamId);
  const waitForChanges = (streamId: string, states: string[]) =>
    vi.waitUntil(async () => (await changesOf(streamId)).map(({ state }) => state).join() === states.join(), SLOW);

  beforeAll(async () => {
    startedAt = Date.now();
    wall = await startWall({ streams: 2 });
    for (const id of ["stream-1", "stream-2"]) await waitForChanges(id, ["up"]);
  });
  afterAll(() => wall?.stop());

  test("says up, down and up again of a stream whose frames stop and come back, from when it was so", async () => {
    const stoppedAt = Date.now();
    await wall.media.setStreamFault("demo-1", { fault: "no_packets" });
    await waitForChanges("stream-1", ["up", "down"]);
    const healedAt = Date.now();
    await wall.media.heal("demo-1");
    await waitForChanges("stream-1", ["up", "down", "up"]);
    const [before, down, after] = await changesOf("stream-1");
    expect(before!.since).toBeLessThan(stoppedAt);
    expect(down!.since).toBeGreaterThan(stoppedAt - LATEST_TICK);
    expect(down!.at - down!.since).toBeGreaterThan(2_000); // a stall is four seconds without a frame
    expect(down!.since).toBeLessThan(healedAt);
    expect(after!.since).toBeGreaterThanOrEqual(healedAt);
    const record = wall.readRecords().find(({ streamId }) => streamId === "stream-1");
    expect(down).toMatchObject({
      reason: "stalled_no_packets",
      incidentId: record?.detail.incidentId,
      server: new URL(wall.media.url).host,
    });
    expect(await changesOf("stream-2")).toHaveLength(1);
  });

  test("is unknown from the last sign of life when the host is killed, until the page is heard again", async () => {
    await wall.killHost();
    const killedAt = Date.now();
    await wall.page.getByText("호스트 연결 끊김").first().waitFor();
    await wall.restartHost();
    const isHeard = (line: StateLine) => line.kind === "alive" && line.at > killedAt;
    await vi.waitUntil(async () => (await read()).some(isHeard), SLOW);
    const lines = await read();
    const lastSign = lines.findLast((line) => line.at < killedAt)!.at;
    const heardAt = lines.find(isHeard)!.at;
    const now = Date.now();
    const window = { from: lines.find(({ kind }) => kind === "state")!.at, to: now };
    const timeline = buildTimelines(lines, window, now).find(({ streamId }) => streamId === "stream-2")!;
    const kinds = listKinds(partitionTimeline(timeline, { window })).filter(({ to }) => to > lastSign - 1);
    expect(kinds.slice(-3)).toEqual([
      { kind: "up", from: expect.any(Number), to: lastSign },
      { kind: "unknown", from: lastSign, to: heardAt },
      { kind: "up", from: heardAt, to: now },
    ]);
  });

  test("has one line for each change with a second window open, which is a spare and says nothing until it plays", async () => {
    const spare = await wall.page.context().newPage();
    await spare.goto(wall.page.url());
    await spare.waitForSelector(".tile[data-stream=stream-2]");
    await wall.media.setStreamFault("demo-1", { fault: "kick", goodbye: true });
    await waitForChanges("stream-1", ["up", "down", "up", "down", "up"]);
    const [{ page: first } = { page: "" }] = await changesOf("stream-1");
    const closedAt = Date.now();
    await wall.page.close();
    const fromSpare = async () => (await changesOf("stream-2")).filter(({ page }) => page !== first);
    await vi.waitUntil(async () => (await fromSpare()).length > 0, SLOW);
    expect((await fromSpare()).map(({ state }) => state)).toEqual(["up"]);
    expect((await read()).filter((line) => "page" in line && line.page !== first && line.at < closedAt)).toEqual([]);
  });
});
