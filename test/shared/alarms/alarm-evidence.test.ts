import { describe, expect, test } from "vitest";
import { parseAlarmEvidence, summarizeEvidence } from "../../../shared/alarms/alarm-evidence.ts";
import { writeEvidence } from "../../../shared/alarms/evidence-words.ts";
import type { TileFailure } from "../../../shared/alarms/evidence.ts";
import { makeEvidence, makeTile, makeTiles, SECOND, START } from "./make-world.ts";

const failed = (change: Partial<TileFailure> = {}) => ({ failure: { since: START, ...change } });
const SILENT = { failedAt: START + SECOND };
const ANSWERS = { answeredAt: START + SECOND };
const membersOf = (tiles: readonly { streamId: string }[]) => new Set(tiles.map(({ streamId }) => streamId));

describe("what a verdict rests on", () => {
  test("of a server: how many of its streams fail, whether it answers, and who else does", () => {
    const down = makeTiles(3, failed({ reason: "refused" }));
    const tiles = [...down, makeTile("playing"), makeTile("elsewhere", { server: "b:8889" })];
    const servers = { "a:8889": SILENT, "b:8889": ANSWERS, "c:8889": SILENT, "never-asked:8889": {} };
    const evidence = makeEvidence({ tiles, servers, gateway: ANSWERS, central: { answeredAt: START - 3_600 * SECOND } });
    expect(summarizeEvidence(evidence, { kind: "server_down", source: "a:8889", members: membersOf(down) })).toEqual({
      streams: { failing: 3, all: 4 },
      server: "silent",
      otherServers: { answering: 1, asked: 2 },
      gateway: "answers",
      reason: "refused",
    });
  });

  test("of a restart: that its start time has changed", () => {
    const tiles = makeTiles(3, failed());
    const evidence = makeEvidence({ tiles, servers: { "a:8889": { ...ANSWERS, restartedAt: START } } });
    const subject = { kind: "server_restarted", source: "a:8889", members: membersOf(tiles) } as const;
    expect(summarizeEvidence(evidence, subject)).toMatchObject({ server: "answers", isRestarted: true });
  });

  test("of a cause that one stream proves: what was seen of that one", () => {
    const proof = {
      media: { arePacketsGrowing: false, areFramesGrowing: false },
      path: { isAvailable: true, isOnline: true, isOutboundGrowing: true },
    };
    const tiles = [makeTile("other", failed({ reason: "connect_timeout" })), makeTile("proven", failed(proof))];
    const evidence = makeEvidence({ tiles, servers: { "a:8889": ANSWERS } });
    expect(summarizeEvidence(evidence, { kind: "udp_path", source: "a:8889", members: membersOf(tiles) })).toMatchObject(proof);
  });

  test("of this PC's network, although no page says anything of its streams", () => {
    const evidence = makeEvidence({ link: { isUp: false, since: START } });
    const subject = { kind: "network_down", source: "pc", members: new Set<string>() } as const;
    expect(summarizeEvidence(evidence, subject)).toEqual({ link: "down", streams: { failing: 0, all: 0 } });
  });

  test("of what no stream says anything about: nothing", () => {
    expect(summarizeEvidence(makeEvidence({}), { kind: "disk_low", source: "pc", members: new Set() })).toBeUndefined();
  });
});

test("is written in both languages, each fact for itself", () => {
  const evidence = {
    streams: { failing: 3, all: 4 },
    server: "silent",
    otherServers: { answering: 1, asked: 2 },
    gateway: "answers",
    central: "silent",
  } as const;
  expect(writeEvidence(evidence, "ko")).toBe(
    "근거: 카메라 4대 중 3대 끊김, 서버 포트 응답 없음, 다른 서버 2대 중 1대 응답, 게이트웨이 응답함, 중앙 서버 응답 없음",
  );
  expect(writeEvidence(evidence, "en")).toBe(
    "Evidence: 3 of 4 cameras fail, the server's port is silent, 1 of 2 other servers answer, the gateway answers, central is silent",
  );
});

test.each([
  ["stalled_no_packets", "근거: 서버 포트 응답함, 수신 패킷 없음"],
  ["connect_timeout", "근거: 서버 포트 응답함, 미디어 연결 안 됨"],
  ["ice_failed", "근거: 서버 포트 응답함, 미디어 연결 안 됨"],
] as const)("nothing arrives, %s: a connection that never was is told from one that fell silent", (reason, words) => {
  const media = { arePacketsGrowing: false, areFramesGrowing: false };
  expect(writeEvidence({ server: "answers", reason, media }, "ko")).toBe(words);
});

test("what is read back from a line is checked", () => {
  expect(parseAlarmEvidence({ server: "silent", statusCode: 401, later: true })).toEqual({ server: "silent", statusCode: 401 });
  expect(parseAlarmEvidence({ server: "perhaps" })).toBeUndefined();
  expect(parseAlarmEvidence("x")).toBeUndefined();
});
