import { beforeEach, describe, expect, test } from "vitest";
import { createFrozenWatch } from "../../../renderer/wall/create-frozen-watch.ts";
import type { FrozenWatch } from "../../../renderer/wall/create-frozen-watch.ts";
import type { AttemptFailure, Player, PlayerState } from "../../../renderer/whep/types.ts";

const START = Date.UTC(2026, 0, 8, 12);
const TICK = 250;

interface Tile {
  player: Player;
  video: HTMLVideoElement;
  state: PlayerState;
  /** Of its picture; the same again: nothing moves. */
  luma: number;
  /** New frames come. */
  sends: boolean;
  looks: number[];
}

describe("the watch over pictures", () => {
  let tiles: Tile[];
  let elapsed: number;
  let settings: { after: number; isVisible: boolean };
  let reported: AttemptFailure[];
  let changes: number;
  let watch: FrozenWatch;
  let tick: () => void;

  function addTile(id: string): Tile {
    const tile: Tile = { state: "playing", luma: 0, sends: true, looks: [], video: { title: id } as HTMLVideoElement, player: undefined! };
    const stream = { id, name: `이름 ${id}`, whepUrl: `http://a:8889/${id}/whep` };
    tile.player = { stream, view: () => ({ state: tile.state, sessionId: "session-1", statistics: { framesPerSecond: 10 } }) } as Player;
    tiles.push(tile);
    return tile;
  }

  /** Lets time pass, tick by tick. */
  async function pass(seconds: number): Promise<void> {
    for (const end = elapsed + seconds * 1_000; elapsed < end;) {
      elapsed += TICK;
      tick();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  beforeEach(() => {
    [tiles, reported, elapsed, changes] = [[], [], 0, 0];
    settings = { after: 60, isVisible: true };
    watch = createFrozenWatch({
      streams: () => tiles,
      samplePicture: async (video) => {
        const tile = tiles.find((each) => each.video === video)!;
        tile.looks.push(elapsed);
        // Of every other point: a picture of one colour is never suspected.
        const sample = Uint8Array.from({ length: 100 }, (_, point) => (point % 2 ? 200 : 60 + tile.luma));
        return { sample, frameTime: tile.sends ? elapsed : 0 };
      },
      afterSeconds: () => settings.after,
      isVisible: () => settings.isVisible,
      report: (failure) => reported.push(failure),
      makeId: (at) => `id-${at}`,
      now: () => elapsed,
      wallClock: () => START + elapsed,
      setInterval: (callback) => (tick = callback),
    });
    watch.subscribe(() => (changes += 1));
  });

  test("suspects a picture that stands still while frames come: one record, and the time since when", async () => {
    const tile = addTile("1");
    await pass(59);
    expect(watch.since(tile.player)).toBeUndefined();
    await pass(300);
    expect(watch.since(tile.player)).toBe(START + tile.looks[0]!);
    expect(watch.list()).toEqual([{ streamId: "1", since: new Date(START + tile.looks[0]!).toISOString() }]);
    expect(changes).toBe(1);
    expect(reported).toEqual([
      {
        streamId: "1",
        streamName: "이름 1",
        whepUrl: "http://a:8889/1/whep",
        at: START + tile.looks[0]! + 60_000,
        reason: "frozen_picture",
        phase: "playing",
        attempt: 1,
        incidentId: `id-${START + tile.looks[0]! + 60_000}`,
        errorMessage: "Picture may be frozen: frames arrive, but nothing in them has changed for 60 s",
        sessionId: "session-1",
        stats: { framesPerSecond: 10 },
      },
    ]);
  });

  test("takes it back when the picture moves, and when the stream stops playing", async () => {
    const [moving, failing] = [addTile("1"), addTile("2")];
    await pass(70);
    expect(watch.list()).toHaveLength(2);
    moving.luma = 50;
    failing.state = "stalled";
    await pass(6);
    expect(watch.list()).toEqual([]);
    expect(watch.since(moving.player)).toBeUndefined();
    expect(reported).toHaveLength(2);
    failing.state = "playing";
    await pass(50);
    expect(watch.list()).toEqual([]);
  });

  test("says nothing of a picture of which no new frame has come", async () => {
    const tile = addTile("1");
    tile.sends = false;
    await pass(600);
    expect(watch.list()).toEqual([]);
  });

  test("does not look while the window is hidden; what is suspected stays so", async () => {
    const tile = addTile("1");
    await pass(70);
    settings.isVisible = false;
    const looks = tile.looks.length;
    await pass(600);
    expect(tile.looks).toHaveLength(looks);
    expect(watch.list()).toHaveLength(1);
    settings.isVisible = true;
    await pass(20);
    expect([watch.list().length, reported.length]).toEqual([1, 1]);
  });

  test("looks at each picture every 5 s, and at four in a second however many there are", async () => {
    for (let n = 0; n < 16; n++) addTile(`${n}`);
    await pass(60);
    for (const { looks } of tiles) expect(looks.length).toBe(12);
    for (let n = 16; n < 64; n++) addTile(`${n}`);
    await pass(160);
    const counts = tiles.map(({ looks }) => looks.filter((at) => at > 60_000).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(640);
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(9);
  });

  test("is off at 0 s, and forgets what it suspected", async () => {
    addTile("1");
    await pass(70);
    settings.after = 0;
    await pass(1);
    expect(watch.list()).toEqual([]);
    expect(changes).toBe(2);
  });

  test("forgets a stream that is taken from the wall", async () => {
    addTile("1");
    await pass(70);
    tiles.length = 0;
    await pass(1);
    expect(watch.list()).toEqual([]);
  });
});
