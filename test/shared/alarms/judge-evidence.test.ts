import { describe, expect, test } from "vitest";
import { judgeEvidence } from "../../../shared/alarms/judge-evidence.ts";
import { countsAsUnknown, VERDICTS } from "../../../shared/alarms/evidence.ts";
import type { Evidence, TileFailure } from "../../../shared/alarms/evidence.ts";
import { makeEvidence, makeTile, makeTiles, MINUTE, SECOND, START } from "./make-world.ts";

const AT = START + 10 * SECOND;
const failed = (change: Partial<TileFailure> = {}) => ({ failure: { since: START, ...change } });
const SILENT = { failedAt: START + SECOND };
const ANSWERS = { answeredAt: START + SECOND };

/** `verdict source: streams` of each finding. */
function judge(evidence: Parameters<typeof makeEvidence>[0]): string[] {
  return judgeEvidence(makeEvidence({ at: AT, ...evidence })).map(show);
}

const show = ({ verdict, source, streams }: ReturnType<typeof judgeEvidence>[number]) => `${verdict} ${source}: ${streams.length}`;

describe("this PC", () => {
  test.each(["resumed", "clock"] as const)("what fails around a moment when it was %s is not counted", (cause) => {
    expect(judge({ tiles: makeTiles(5, failed()), upset: { at: START - SECOND, cause } })).toEqual(["not_counted pc: 5"]);
  });

  test("what still fails a window later counts from then", () => {
    const upset = { at: START - SECOND, cause: "resumed" } as const;
    const findings = judgeEvidence(makeEvidence({ at: START + 14 * SECOND, tiles: [makeTile("cam", failed())], upset }));
    expect(findings).toMatchObject([{ verdict: "unknown", since: START + 14 * SECOND }]);
  });

  test("its link is down", () => {
    const link = { isUp: false, since: START };
    expect(judge({ tiles: makeTiles(2, failed()), link })).toEqual(["network pc: 2"]);
    expect(judge({ tiles: [], link })).toEqual(["network pc: 0"]);
    expect(judge({ tiles: makeTiles(2, failed()), link: { isUp: true, since: START } })).not.toContain("network pc: 2");
  });
});

describe("this PC's network: whatever can be asked is silent", () => {
  const tiles = [...makeTiles(4, failed()), ...makeTiles(2, { ...failed(), server: "b:8889" }, "b")];
  const both = { "a:8889": SILENT, "b:8889": SILENT };

  test("every configured server", () => {
    expect(judge({ tiles, servers: both })).toEqual(["network pc: 6"]);
  });

  test("one of them answers", () => {
    expect(judge({ tiles, servers: { "a:8889": SILENT, "b:8889": ANSWERS } })).toEqual([
      "server_down a:8889: 4",
      "unknown b-1: 1",
      "unknown b-2: 1",
    ]);
  });

  test("a configured server nobody has asked yet proves nothing", () => {
    expect(judge({ tiles, servers: { ...both, "c:8889": {} } })).toEqual(["server_down a:8889: 4", "server_down b:8889: 2"]);
  });

  test("a gateway that answers is against it, one that does not is for it", () => {
    expect(judge({ tiles, servers: both, gateway: ANSWERS })).toEqual(["server_down a:8889: 4", "server_down b:8889: 2"]);
    expect(judge({ tiles, servers: both, gateway: SILENT })).toEqual(["network pc: 6"]);
  });

  test("central counts if it has answered in the last five minutes", () => {
    const central = (age: number) => ({ answeredAt: AT - age });
    expect(judge({ tiles, servers: both, central: central(5 * MINUTE) })).toEqual(["server_down a:8889: 4", "server_down b:8889: 2"]);
    expect(judge({ tiles, servers: both, central: central(5 * MINUTE + 1) })).toEqual(["network pc: 6"]);
    expect(judge({ tiles, servers: both, central: { ...SILENT, answeredAt: START - MINUTE } })).toEqual(["network pc: 6"]);
  });

  test("a stream that plays is stronger than any silence", () => {
    expect(judge({ tiles: [...tiles, makeTile("playing", { server: "b:8889" })], servers: both })).toEqual([
      "server_down a:8889: 4",
      "unknown b-1: 1",
      "unknown b-2: 1",
    ]);
  });

  test("silence from before the failure says nothing", () => {
    const old = { failedAt: START - MINUTE };
    expect(judge({ tiles, servers: { "a:8889": old, "b:8889": old } })).toEqual(["upstream a:8889: 4", "unknown b-1: 1", "unknown b-2: 1"]);
  });

  test("where one server alone can be asked it may be either", () => {
    const alone = { tiles: makeTiles(4, failed()), servers: { "a:8889": SILENT } };
    expect(judge(alone)).toEqual(["server_or_network a:8889: 4"]);
    expect(judge({ ...alone, gateway: ANSWERS })).toEqual(["server_down a:8889: 4"]);
    expect(judge({ ...alone, gateway: SILENT })).toEqual(["network pc: 4"]);
  });
});

describe("a server", () => {
  const servers = { "a:8889": SILENT, "b:8889": ANSWERS };
  const wall = (failing: number, playing: number) => [...makeTiles(failing, failed()), ...makeTiles(playing, {}, "playing")];

  test.each([
    [8, 2, ["server_down a:8889: 8"]],
    [7, 3, ["upstream a:8889: 7"]],
    [3, 0, ["server_down a:8889: 3"]],
    [2, 0, ["server_down a:8889: 2"]],
    [1, 0, ["server_down a:8889: 1"]],
    [1, 1, ["unknown cam-1: 1"]],
    [2, 1, ["unknown cam-1: 1", "unknown cam-2: 1"]],
  ])("%i fail, %i play, and its port does not answer", (failing, playing, findings) => {
    expect(judge({ tiles: wall(failing, playing), servers })).toEqual(findings);
  });

  test("was started anew", () => {
    const restarted = { ...ANSWERS, restartedAt: START + 2 * SECOND };
    expect(judge({ tiles: wall(5, 1), servers: { ...servers, "a:8889": restarted } })).toEqual(["server_restarted a:8889: 5"]);
    const longAgo = { ...ANSWERS, restartedAt: START - MINUTE };
    expect(judge({ tiles: wall(5, 1), servers: { ...servers, "a:8889": longAgo } })).toEqual(["upstream a:8889: 5"]);
  });

  test("failures belong together within 15 seconds, and later ones to what is known then", () => {
    const one = (n: number, since: number) => makeTile(`cam-${n}`, failed({ since: START + since * SECOND }));
    const at = START + MINUTE;
    const late = { "a:8889": { failedAt: at }, "b:8889": { answeredAt: at } };
    expect(judge({ at, tiles: [one(1, 0), one(2, 8), one(3, 15)], servers: late })).toEqual(["server_down a:8889: 3"]);
    expect(judge({ at, tiles: [one(1, 0), one(2, 8), one(3, 16)], servers: late })).toEqual(["server_down a:8889: 2", "unknown cam-1: 1"]);
    expect(judge({ at, tiles: [one(1, 0), one(2, 1), one(3, 2), one(4, 40)], servers: late })).toEqual(["server_down a:8889: 4"]);
  });

  test("a camera that was dead before is neither for nor against it", () => {
    const dead = makeTile("dead", failed({ since: START - 60 * MINUTE }));
    expect(judge({ tiles: [dead, ...wall(4, 0)], servers })).toEqual(["server_down a:8889: 4", "unknown dead: 1"]);
  });

  test("that answered after it was silent is not down", () => {
    const back = { failedAt: START + SECOND, answeredAt: START + 2 * SECOND };
    expect(judge({ tiles: wall(5, 0), servers: { ...servers, "a:8889": back } })).toEqual(["upstream a:8889: 5"]);
  });
});

describe("a site", () => {
  const site = { site: "강남", ...failed() };
  const servers = { "a:8889": ANSWERS, "b:8889": ANSWERS };

  test.each([
    [3, 3, ["upstream 강남: 3"]],
    [3, 4, ["unknown cam-1: 1", "unknown cam-2: 1", "unknown cam-3: 1"]],
    [2, 0, ["unknown cam-1: 1", "unknown cam-2: 1"]],
  ])("%i fail and %i play, its server is fine", (failing, playing, findings) => {
    const tiles = [...makeTiles(failing, site), ...makeTiles(playing, { site: "강남" }, "playing")];
    expect(judge({ tiles, servers })).toEqual(findings);
  });

  test("spans servers", () => {
    const tiles = [...makeTiles(2, site), makeTile("b", { ...site, server: "b:8889" }), ...makeTiles(9, { site: "서초" }, "playing")];
    expect(judge({ tiles, servers })).toEqual(["upstream 강남: 3"]);
  });

  test("streams that each prove a cause of their own are no sign of it", () => {
    expect(judge({ tiles: makeTiles(5, { site: "강남", ...failed({ statusCode: 401, reason: "auth" }) }), servers })).toEqual([
      "credentials a:8889: 5",
    ]);
  });
});

describe("one stream, while its server answers", () => {
  const path = { isAvailable: true, isOnline: true };
  const flat = { arePacketsGrowing: false, areFramesGrowing: false };
  const packetsOnly = { arePacketsGrowing: true, areFramesGrowing: false };
  test.each<[string, Partial<TileFailure>, string]>([
    ["404", { statusCode: 404, reason: "no_stream" }, "camera cam: 1"],
    ["its path is not online", { path: { isAvailable: true, isOnline: false } }, "camera cam: 1"],
    ["its path is not available", { path: { isAvailable: false, isOnline: true } }, "camera cam: 1"],
    ["an offline slate", { reason: "offline_slate", media: packetsOnly }, "camera cam: 1"],
    ["401", { statusCode: 401, reason: "auth" }, "credentials a:8889: 1"],
    ["sent and never here", { path: { ...path, isOutboundGrowing: true }, media: flat }, "udp_path a:8889: 1"],
    ["not sent, not here", { path: { ...path, isOutboundGrowing: false }, media: flat }, "unknown cam: 1"],
    ["packets without frames", { media: packetsOnly, path }, "decoder pc: 1"],
    ["packets without frames of a path that is not online", { media: packetsOnly, path: { ...path, isOnline: false } }, "camera cam: 1"],
    ["other PCs see it", { elsewhere: "plays" }, "local cam: 1"],
    ["nobody sees it", { elsewhere: "fails" }, "shared cam: 1"],
    ["nothing else is known", {}, "unknown cam: 1"],
  ])("%s", (_, failure, finding) => {
    const tiles = [makeTile("cam", failed(failure)), ...makeTiles(8, {}, "playing")];
    expect(judge({ tiles, servers: { "a:8889": ANSWERS, "b:8889": ANSWERS } })).toEqual([finding]);
  });
});

describe("a media path that is blocked for a whole server, proven for one of its streams", () => {
  const servers = { "a:8889": ANSWERS, "b:8889": ANSWERS };
  const path = { isAvailable: true, isOnline: true };
  const flat = { arePacketsGrowing: false, areFramesGrowing: false };
  const proven = makeTile("proven", failed({ path: { ...path, isOutboundGrowing: true }, media: flat }));

  test("is the cause of all to which nothing comes at the same time", () => {
    const others = makeTiles(9, failed({ media: flat, path }));
    expect(judge({ tiles: [proven, ...others], servers })).toEqual(["udp_path a:8889: 10"]);
  });

  test.each<[string, Partial<TileFailure>, string]>([
    ["whose camera is gone", { media: flat, path: { ...path, isAvailable: false } }, "camera other: 1"],
    ["that fails for a cause of its own", { reason: "auth", statusCode: 401, media: flat }, "credentials a:8889: 1"],
    ["of which nothing is known", {}, "unknown other: 1"],
    ["that failed long before", { since: START - MINUTE, media: flat }, "unknown other: 1"],
  ])("but not of one %s", (_, failure, finding) => {
    const tiles = [proven, makeTile("other", failed(failure)), ...makeTiles(8, {}, "playing")];
    expect(judge({ tiles, servers })).toEqual(["udp_path a:8889: 1", finding]);
  });
});

describe("a media path that is blocked for several servers at once", () => {
  const servers = { "a:8889": ANSWERS, "b:8889": ANSWERS };
  const path = { isAvailable: true, isOnline: true };
  const flat = { arePacketsGrowing: false, areFramesGrowing: false };
  const proven = makeTile("proven", failed({ path: { ...path, isOutboundGrowing: true }, media: flat }));
  const elsewhere = (count: number, change: Partial<TileFailure> = {}) =>
    makeTiles(count, { server: "b:8889", ...failed({ media: flat, path, ...change }) }, "b");

  test("is this PC's, when no frame comes at all: one cause, proven for one of its streams", () => {
    expect(judge({ tiles: [proven, ...makeTiles(3, failed({ media: flat, path })), ...elsewhere(2)], servers })).toEqual([
      "udp_path pc: 6",
    ]);
  });

  test.each<[string, Parameters<typeof makeEvidence>[0], string[]]>([
    ["another server's frames come", { tiles: [proven, ...elsewhere(2), makeTile("plays", { server: "c:8889" })], servers }, ["udp_path a:8889: 1", "unknown b-1: 1", "unknown b-2: 1"]],
    ["the other one failed long before", { tiles: [proven, ...elsewhere(2, { since: START - MINUTE })], servers }, ["udp_path a:8889: 1", "unknown b-1: 1", "unknown b-2: 1"]],
    ["the other one does not answer", { tiles: [proven, ...elsewhere(2)], servers: { ...servers, "b:8889": SILENT } }, ["server_down b:8889: 2", "udp_path a:8889: 1"]],
    [
      "other PCs miss the same",
      { tiles: [proven, ...elsewhere(2, { elsewhere: "fails", path: { ...path, isOutboundGrowing: true } })], servers },
      ["udp_path a:8889: 1", "udp_path b:8889: 2"],
    ],
  ])("is each server's own where %s", (_, evidence, findings) => {
    expect(judge(evidence)).toEqual(findings);
  }); // prettier-ignore
});

describe("offers that a server takes and that never connect", () => {
  const servers = { "a:8889": ANSWERS, "b:8889": ANSWERS };
  const media = { arePacketsGrowing: false, areFramesGrowing: false };
  const never = (change: Partial<TileFailure> = {}) => failed({ reason: "connect_timeout", media, ...change });

  test.each([1, 3, 6])("are a blocked media path, whoever else fails: %i streams", (count) => {
    expect(judge({ tiles: makeTiles(count, never()), servers })).toEqual([`udp_path a:8889: ${count}`]);
    expect(judge({ tiles: makeTiles(count, never({ reason: "ice_failed" })), servers })).toEqual([`udp_path a:8889: ${count}`]);
  });

  test("beside streams that have played since before: a firewall may let what it knows pass on", () => {
    const old = makeTiles(8, { playsSince: START - MINUTE }, "old");
    expect(judge({ tiles: [makeTile("cam", never()), ...old], servers })).toEqual(["udp_path a:8889: 1"]);
  });

  test("take those along that have stalled at the same time, and no one else", () => {
    const stalled = makeTiles(2, failed({ reason: "stalled_no_packets", media, since: START + 9 * SECOND }), "stalled");
    const gone = makeTile("gone", failed({ reason: "no_stream", statusCode: 404 }));
    expect(judge({ tiles: [makeTile("cam", never()), ...stalled, gone], servers })).toEqual(["udp_path a:8889: 3", "camera gone: 1"]);
  });

  test.each<[string, Parameters<typeof makeEvidence>[0], string[]]>([
    [
      "another stream of the server has connected since",
      { tiles: [...makeTiles(3, never()), makeTile("new", { playsSince: START + SECOND })], servers },
      ["upstream a:8889: 3"],
    ],
    ["the server is silent", { tiles: makeTiles(3, never()), servers: { ...servers, "a:8889": SILENT } }, ["server_down a:8889: 3"]],
    ["nobody knows whether it answers", { tiles: [makeTile("cam", never())], servers: { "a:8889": {} } }, ["unknown cam: 1"]],
    [
      "the path has nothing to send",
      { tiles: [makeTile("cam", never({ path: { isAvailable: true, isOnline: false } }))], servers },
      ["camera cam: 1"],
    ],
  ])("prove nothing where %s", (_, evidence, findings) => {
    expect(judge(evidence)).toEqual(findings);
  });
});

test("nothing fails, nothing is found", () => {
  expect(judge({ tiles: makeTiles(9), servers: { "a:8889": SILENT } })).toEqual([]);
});

test("time of what may be our own fault counts as unknown", () => {
  expect(VERDICTS.filter(countsAsUnknown)).toEqual(["not_counted", "network", "server_or_network", "local"]);
});

test("every failing stream is in one finding", () => {
  const tiles = [
    ...makeTiles(4, { ...failed(), server: "b:8889" }, "b"),
    ...makeTiles(6, { site: "강남", ...failed() }),
    makeTile("one", failed({ statusCode: 401 })),
  ];
  const evidence: Evidence = makeEvidence({ at: AT, tiles, servers: { "a:8889": ANSWERS, "b:8889": SILENT, "c:8889": ANSWERS } });
  const found = judgeEvidence(evidence).flatMap(({ streams }) => streams);
  expect(found.toSorted()).toEqual(tiles.map(({ streamId }) => streamId).toSorted());
});
