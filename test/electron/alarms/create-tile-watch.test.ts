import { describe, expect, test } from "vitest";
import { createTileWatch } from "../../../electron/alarms/create-tile-watch.ts";
import type { ErrorRecord } from "../../../shared/record.ts";
import type { StateChange, StreamState } from "../../../shared/state-line.ts";
import { errorTypeOf } from "../../../shared/reasons.ts";
import type { Reason } from "../../../shared/reasons.ts";

const START = Date.UTC(2026, 0, 8, 2, 10);
const SECOND = 1_000;
const STREAMS = new Map([["cam", { server: "a:8889", site: "강남", priority: "high" as const }]]);

const line = (state: StreamState, since: number, change: Partial<StateChange> = {}): StateChange => ({
  kind: "state",
  at: since,
  since,
  streamId: "cam",
  state,
  server: "a:8889",
  page: "page",
  id: "id",
  ...change,
});

const failure = (reason: Reason, at: number, statusCode?: number): ErrorRecord => ({
  timestamp: new Date(at).toISOString(),
  streamId: "cam",
  errorType: errorTypeOf(reason),
  errorMessage: "",
  ...(statusCode !== undefined && { statusCode }),
  whepUrl: "http://a:8889/cam/whep",
  id: "id",
  detail: { reason, phase: "post_offer", attempt: 1, incidentId: "incident", client: { id: "pc", version: "0" } },
});

function watchStream() {
  const watch = createTileWatch();
  watch.noteState(line("up", START), START);
  return { watch, tile: (at: number) => watch.listTiles(STREAMS, at)[0] };
}

describe("a tile", () => {
  test("plays, then fails as its newest record says", () => {
    const { watch, tile } = watchStream();
    expect(tile(START)).toEqual({ streamId: "cam", server: "a:8889", site: "강남", priority: "high", playsSince: START });
    watch.noteState(line("down", START + SECOND, { reason: "closed_by_server", incidentId: "incident" }), START + 2 * SECOND);
    expect(tile(START + 2 * SECOND)?.failure).toEqual({ since: START + SECOND, reason: "closed_by_server", incidentId: "incident" });
    watch.noteRecord(failure("no_stream", START + 3 * SECOND, 404), START + 3 * SECOND);
    expect(tile(START + 3 * SECOND)?.failure).toMatchObject({ since: START + SECOND, reason: "no_stream", statusCode: 404 });
  });

  test.each<[Reason, number | undefined, boolean | undefined]>([
    ["stalled_no_packets", 900, false],
    ["connect_timeout", 0, false],
    ["ice_failed", undefined, false],
    ["disconnected", 900, false],
    ["no_first_frame", 0, false],
    ["stalled_no_frames", 900, true],
    ["no_first_frame", 12, true],
    ["no_first_frame", undefined, undefined],
    ["slideshow", 900, undefined],
    ["no_stream", undefined, undefined],
  ])("whose last attempt ended with %s after %s packets: they come: %s", (reason, packetsReceived, arePacketsGrowing) => {
    const { watch, tile } = watchStream();
    watch.noteState(line("down", START + SECOND, { reason: "stalled_no_packets", incidentId: "incident" }), START + SECOND);
    const record = failure(reason, START + 3 * SECOND);
    watch.noteRecord(
      { ...record, detail: { ...record.detail, ...(packetsReceived !== undefined && { stats: { packetsReceived } }) } },
      START + 3 * SECOND,
    );
    const media = arePacketsGrowing === undefined ? undefined : { arePacketsGrowing, areFramesGrowing: false };
    expect(tile(START + 3 * SECOND)?.failure?.media).toEqual(media);
  });

  test("is not there while nobody looks: after 90 s without a word of its page, and from the host's start until its first", () => {
    const { watch, tile } = watchStream();
    expect(tile(START + 90 * SECOND)).toBeDefined();
    expect(tile(START + 91 * SECOND)).toBeUndefined();
    watch.noteState({ kind: "alive", at: 0, page: "page" }, START + 100 * SECOND);
    expect(tile(START + 100 * SECOND)).toBeDefined();
    watch.begin();
    expect(tile(START + 100 * SECOND)).toBeUndefined();
    watch.noteState({ kind: "alive", at: 0, page: "another" }, START + 101 * SECOND);
    expect(tile(START + 101 * SECOND)).toBeUndefined();
    watch.noteState({ kind: "alive", at: 0, page: "page" }, START + 102 * SECOND);
    expect(tile(START + 102 * SECOND)?.playsSince).toBe(START);
  });

  test("is what was said of the latest moment, whenever it is heard", () => {
    const { watch, tile } = watchStream();
    watch.noteState(line("down", START + 20 * SECOND), START + 20 * SECOND);
    watch.noteState(line("up", START + 10 * SECOND), START + 21 * SECOND);
    expect(tile(START + 21 * SECOND)?.failure?.since).toBe(START + 20 * SECOND);
  });

  test.each<[StreamState, StreamState]>([
    ["down", "up"],
    ["up", "down"],
  ])(
    "that was %s when the clock leapt is %s as soon as a page says so, though the page had looked a moment before the host noticed",
    (before, after) => {
      const { watch, tile } = watchStream();
      watch.noteState(line(before, START + 10 * SECOND), START + 10 * SECOND);
      const upsetAt = START - 3_600 * SECOND;
      watch.noteUpset(upsetAt);
      watch.noteState(line(before, upsetAt - 2), upsetAt); // the same again is nothing new
      expect(tile(upsetAt)).toMatchObject(before === "up" ? { playsSince: upsetAt } : { failure: { since: upsetAt } });
      watch.noteState(line(after, upsetAt - 1), upsetAt);
      expect(tile(upsetAt)).toMatchObject(after === "up" ? { playsSince: upsetAt - 1 } : { failure: { since: upsetAt - 1 } });
      watch.noteState(line(before, upsetAt - 2), upsetAt);
      expect(tile(upsetAt)).toMatchObject(after === "up" ? { playsSince: upsetAt - 1 } : { failure: { since: upsetAt - 1 } });
    },
  );

  test("is forgotten with its stream", () => {
    const { watch } = watchStream();
    expect(watch.listTiles(new Map(), START)).toEqual([]);
    expect(watch.listTiles(STREAMS, START)).toEqual([]);
  });
});

test.each<[Reason, number | undefined, "answeredAt" | "failedAt" | undefined]>([
  ["refused", undefined, "failedAt"],
  ["timeout", undefined, "failedAt"],
  ["dns", undefined, "failedAt"],
  ["http_error", 502, "failedAt"],
  ["http_error", 504, "failedAt"],
  ["http_error", 500, "answeredAt"],
  ["no_stream", 404, "answeredAt"],
  ["auth", 401, "answeredAt"],
  ["cors", undefined, "answeredAt"],
  ["tls", undefined, "answeredAt"],
  ["network", undefined, undefined],
  ["stalled_no_packets", undefined, undefined],
])("%s (%s) tells of its server: %s", (reason, statusCode, kind) => {
  const { watch } = watchStream();
  const at = START + 5 * SECOND;
  watch.noteRecord(failure(reason, at, statusCode), at);
  expect(watch.listServers(STREAMS).get("a:8889")).toEqual({ answeredAt: START, ...(kind && { [kind]: at }) });
});
