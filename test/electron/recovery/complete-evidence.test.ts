import { describe, expect, test } from "vitest";
import { completeEvidence } from "../../../electron/recovery/complete-evidence.ts";
import type { RecoveryEvidence } from "../../../electron/recovery/create-recovery.ts";
import type { Evidence, TileFailure } from "../../../shared/alarms/evidence.ts";
import { judgeEvidence } from "../../../shared/alarms/judge-evidence.ts";

const AT = 1_000_000;
const SERVER = "10.0.0.1:8889";
const nothing: RecoveryEvidence = { servers: new Map(), paths: new Map() };

/** Three streams of a server that fail since five seconds; no page has heard of the server. */
const failing = (failure: Partial<TileFailure> = {}): Evidence => ({
  at: AT,
  tiles: ["a", "b", "c"].map((streamId) => ({
    streamId,
    server: SERVER,
    site: "",
    priority: "low",
    failure: { since: AT - 5_000, ...failure },
  })),
  servers: new Map(),
});
const verdicts = (evidence: Evidence) => [...new Set(judgeEvidence(evidence).map(({ verdict }) => verdict))];

describe("evidence with what looks have found", () => {
  test.each<[string, Partial<RecoveryEvidence>]>([
    ["server_down", { servers: new Map([[SERVER, { failedAt: AT - 1 }]]), gateway: { answeredAt: AT - 1 } }],
    ["server_or_network", { servers: new Map([[SERVER, { failedAt: AT - 1 }]]) }],
    ["server_restarted", { servers: new Map([[SERVER, { answeredAt: AT - 1, restartedAt: AT - 4_000 }]]) }],
    ["network", { servers: new Map([[SERVER, { failedAt: AT - 1 }]]), link: { isUp: false, since: AT - 6_000 } }],
    ["network", { servers: new Map([[SERVER, { failedAt: AT - 1 }]]), gateway: { failedAt: AT - 1 } }],
  ])("is judged %s", (verdict, found) => {
    expect(verdicts(failing())).toEqual(["upstream"]);
    expect(verdicts(completeEvidence(failing(), { ...nothing, ...found }))).toEqual([verdict]);
  });

  test("is judged by what the server sends to a stream that fails", () => {
    const paths = new Map(["a", "b", "c"].map((id) => [id, { isAvailable: true, isOnline: true, isOutboundGrowing: true }]));
    const silent = failing({ media: { arePacketsGrowing: false, areFramesGrowing: false } });
    expect(verdicts(completeEvidence(silent, { ...nothing, paths }))).toEqual(["udp_path"]);
  });

  test("keeps the later of what pages and looks have seen, and nothing that lies ahead", () => {
    const said = { ...failing(), servers: new Map([[SERVER, { answeredAt: AT - 10, failedAt: AT - 500 }]]) };
    const servers = new Map([[SERVER, { answeredAt: AT - 900, failedAt: AT + 60_000 }]]);
    expect(completeEvidence(said, { ...nothing, servers }).servers.get(SERVER)).toEqual({ answeredAt: AT - 10, failedAt: AT });
  });

  test("says of a stream that plays nothing more", () => {
    const { tiles, ...rest } = failing();
    const playing = { ...rest, tiles: tiles.map(({ failure: _failure, ...tile }) => tile) };
    const paths = new Map([["a", { isAvailable: false, isOnline: false }]]);
    expect(completeEvidence(playing, { ...nothing, paths }).tiles).toEqual(playing.tiles);
  });

  test("takes no link for the reason where every server is this PC itself", () => {
    const found = { ...nothing, link: { isUp: false, since: AT - 6_000 }, gateway: { failedAt: AT - 1 } };
    const here = { ...failing(), servers: new Map([["127.0.0.1:8889", {}]]) };
    expect(completeEvidence(here, found)).toEqual(here);
    const there = { ...here, servers: new Map([...here.servers, [SERVER, {}]]) };
    expect(completeEvidence(there, found)).toMatchObject({ link: found.link, gateway: found.gateway });
  });
});
