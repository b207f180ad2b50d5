import { describe, expect, test } from "vitest";
import { judgeTile, severityOf, summarizeWall } from "../../../renderer/wall/tile-condition.ts";
import type { TileCondition, TileView } from "../../../renderer/wall/tile-condition.ts";
import type { AttemptFailure } from "../../../renderer/whep/types.ts";

const failure: AttemptFailure = {
  streamId: "s",
  streamName: "1번 출입구",
  whepUrl: "http://127.0.0.1:8889/a/whep",
  at: 50,
  attempt: 2,
  incidentId: "0197aaaa-0000-7000-8000-000000000000",
  reason: "http_error",
  phase: "post_offer",
  errorMessage: "WHEP POST failed: 502 Bad Gateway",
};
const failing = { attempt: 2, failure, failingSince: 50 };

const cases: [name: string, view: TileView, condition: TileCondition][] = [
  ["a stream that plays is live", { state: "playing", since: 9, attempt: 0 }, { kind: "live" }],
  ["a stream that plays again is live, though its attempts still count", { state: "playing", since: 9, ...failing }, { kind: "live" }],
  ["a first connection is not a failure", { state: "connecting", since: 9, attempt: 0 }, { kind: "starting", step: "connect", since: 9 }],
  [
    "a first wait for a frame is not a failure",
    { state: "waiting_first_frame", since: 9, attempt: 0 },
    { kind: "starting", step: "first_frame", since: 9 },
  ],
  ["a stall is a frozen picture", { state: "stalled", since: 90, ...failing }, { kind: "frozen", since: 50, failure }],
  [
    "a stall says what is being done about it",
    { state: "stalled", since: 90, step: "ice_restart", ...failing },
    { kind: "frozen", since: 50, failure, step: "ice_restart" },
  ],
  [
    "an offline picture is down, and nothing is tried",
    { state: "offline", since: 90, ...failing },
    { kind: "offline", since: 50, failure },
  ],
  [
    "a planned retry counts down",
    { state: "backing_off", since: 90, retryAt: 120, ...failing },
    { kind: "down", since: 50, attempt: 2, failure, retryAt: 120 },
  ],
  [
    "an attempt under way has no countdown",
    { state: "connecting", since: 90, retryAt: 80, ...failing },
    { kind: "down", since: 50, attempt: 2, failure },
  ],
  [
    "a stream stays down while it waits for its first new frame",
    { state: "waiting_first_frame", since: 90, ...failing },
    { kind: "down", since: 50, attempt: 2, failure },
  ],
  [
    "the server's failure stands above the stream's own",
    { state: "backing_off", since: 90, retryAt: 120, originDownSince: 20_000, ...failing },
    { kind: "server_down", since: 20_000 },
  ],
  [
    "a picture that froze just before its server was found silent has failed with it",
    { state: "backing_off", since: 90, retryAt: 120, originDownSince: 5_000, ...failing },
    { kind: "server_down", since: 50 },
  ],
  ["a stream that another window plays", { state: "idle", since: 9, attempt: 0 }, { kind: "elsewhere" }],
  ["a stopped stream is stopped", { state: "stopped", since: 9, attempt: 0 }, { kind: "stopped" }],
];

describe("a tile's condition", () => {
  test.each(cases)("%s", (_name, view, condition) => {
    expect(judgeTile(view)).toEqual(condition);
  });

  test("is normal only while the picture moves", () => {
    const normal = cases.map(([, , condition]) => condition).filter((condition) => severityOf(condition) === "normal");
    expect(new Set(normal.map(({ kind }) => kind))).toEqual(new Set(["live"]));
  });
});

describe("a wall's summary", () => {
  const tile = (condition: TileCondition, serverName = "A") => ({ condition, serverName });

  test("counts every tile once", () => {
    const tiles = cases.map(([, , condition]) => tile(condition));
    const { live, starting, elsewhere, down } = summarizeWall(tiles);
    expect({ live, starting, elsewhere, down }).toEqual({ live: 2, starting: 3, elsewhere: 1, down: 8 });
    expect(live + starting + elsewhere + down).toBe(tiles.length);
  });

  test("names a server that is down once, since its earliest tile", () => {
    const tiles = [tile({ kind: "server_down", since: 70 }), tile({ kind: "server_down", since: 60 }), tile({ kind: "live" }, "B")];
    expect(summarizeWall(tiles).downServers).toEqual([{ name: "A", since: 60 }]);
  });
});
