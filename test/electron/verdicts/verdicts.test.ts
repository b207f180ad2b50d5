import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import { openReader } from "../demo/open-reader.ts";
import { startVerdictRoom } from "./start-verdict-room.ts";
import type { VerdictRoom, VerdictServer } from "./start-verdict-room.ts";
import { SLOW } from "../../support/slow.ts";

// Several of these waits come one after the other.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const FAR = { fault: "down", seconds: 600, goodbye: true } as const;
const idsOf = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

interface Row {
  server: VerdictServer;
  /** Provokes it at the server, and says what a page would: `ids` are the server's streams. */
  provoke: (room: VerdictRoom, media: MediaServer, ids: string[]) => Promise<void> | void;
  /** Ends it at the server. */
  heal?: (media: MediaServer) => void;
  failing: number;
  alarm: object;
  /** In the message's words. */
  words: string[];
}

/** Each on a server of its own, all at once. */
const ROWS: Record<string, Row> = {
  "server down": {
    server: { name: "가", streams: 4 },
    provoke(room, media, ids) {
      media.setServerFault(FAR);
      room.fail(ids, { reason: "closed_by_server" });
      room.failAgain(ids.slice(0, 1), { reason: "network", phase: "post_offer" });
    },
    failing: 4,
    alarm: { kind: "server_down", verdict: "server_down", streams: 4, evidence: { server: "silent", streams: { failing: 4, all: 4 } } },
    words: ["가 응답 없음, 카메라 4대", "근거: 카메라 4대 중 4대 끊김, 서버 포트 응답 없음, 다른 서버"],
  },
  "server down, two tiles here": {
    server: { name: "나", streams: 2 },
    provoke(room, media, ids) {
      media.setServerFault(FAR);
      room.fail(ids, { reason: "closed_by_server" });
    },
    failing: 2,
    alarm: { kind: "server_down", verdict: "server_down", streams: 2, evidence: { server: "silent" } },
    words: ["나 응답 없음, 카메라 2대"],
  },
  "server down, one tile here": {
    server: { name: "다", streams: 1 },
    provoke(room, media, ids) {
      media.setServerFault(FAR);
      room.fail(ids, { reason: "closed_by_server" });
    },
    failing: 1,
    alarm: { kind: "server_down", verdict: "server_down", streams: 1, evidence: { server: "silent" } },
    words: ["다 응답 없음, 카메라 1대"],
  },
  "server restarted": {
    server: { name: "라", streams: 4 },
    provoke(room, media, ids) {
      media.setApiFault({ fault: "restarted" });
      media.setStreamFault("*", { fault: "no_stream" });
      room.fail(ids, { reason: "closed_by_server" });
      room.failAgain(ids, { reason: "no_stream", statusCode: 404 });
    },
    failing: 4,
    alarm: { kind: "server_restarted", verdict: "server_restarted", streams: 4, evidence: { server: "answers", isRestarted: true } },
    words: ["라 재시작, 카메라 4대", "서버 시작 시각 바뀜"],
  },
  site: {
    server: { name: "마", streams: 5, sites: ["강남", "강남", "강남", "강남"] },
    provoke(room, media, ids) {
      for (const n of [1, 2, 3]) media.setStreamFault(`demo-${n}`, { fault: "source_down" });
      room.fail(ids.slice(0, 3), { reason: "stalled_no_packets", stats: { packetsReceived: 900 } });
    },
    failing: 3,
    alarm: { kind: "site_down", verdict: "upstream", name: "강남", streams: 3, evidence: { streams: { failing: 3, all: 4 } } },
    words: ["강남 현장 영상 끊김, 카메라 3대", "근거: 카메라 4대 중 3대 끊김"],
  },
  "what feeds a server that answers": {
    server: { name: "바", streams: 4 },
    provoke(room, media, ids) {
      for (const n of [1, 2, 3]) media.setStreamFault(`demo-${n}`, { fault: "no_stream" });
      room.fail(ids.slice(0, 3), { reason: "closed_by_server" });
      room.failAgain(ids.slice(0, 3), { reason: "no_stream", statusCode: 404 });
    },
    failing: 3,
    alarm: { kind: "upstream_down", verdict: "upstream", streams: 3, evidence: { server: "answers", streams: { failing: 3, all: 4 } } },
    words: ["바 영상 대부분 끊김, 카메라 3대", "서버 포트 응답함"],
  },
  "one camera": {
    server: { name: "사", streams: 4 },
    provoke(room, media, ids) {
      media.setStreamFault("demo-1", { fault: "source_down" });
      room.fail(ids.slice(0, 1), { reason: "stalled_no_packets", stats: { packetsReceived: 900 } });
    },
    failing: 1,
    alarm: { kind: "stream_down", verdict: "camera", name: "사 1번", evidence: { server: "answers", path: { isAvailable: false } } },
    words: ["사 1번 영상 끊김", "서버에 영상 없음"],
  },
  credentials: {
    server: { name: "아", streams: 4 },
    provoke(room, media, ids) {
      for (const n of [1, 2]) media.setStreamFault(`demo-${n}`, { fault: "auth", token: "another" });
      room.fail(ids.slice(0, 2), { reason: "auth", statusCode: 401 });
    },
    failing: 2,
    alarm: { kind: "credentials", verdict: "credentials", name: "아", streams: 2, evidence: { reason: "auth" } },
    words: ["아 인증 실패, 카메라 2대", "서버가 인증 거부"],
  },
  "UDP path": {
    server: { name: "자", streams: 4, framesPerSecond: 20 }, // a quarter of a second must show that something is sent
    async provoke(room, media, ids) {
      const reader = await openReader(`${media.url}/demo-1/whep`);
      await vi.waitUntil(() => reader.frames() > 0, SLOW);
      media.setStreamFault("*", { fault: "blackhole" });
      room.fail(ids, { reason: "stalled_no_packets", sessionId: reader.id, stats: { packetsReceived: 900 } });
      await vi.waitUntil(async () => (await room.api.diagnose({ streamId: ids[0]! })).finding === "udp_path", SLOW);
      reader.close();
      room.failAgain(ids, { reason: "connect_timeout", phase: "connect", stats: { packetsReceived: 0 } });
    },
    failing: 4,
    alarm: {
      kind: "udp_path",
      verdict: "udp_path",
      name: "자",
      streams: 4,
      evidence: { path: { isAvailable: true, isOnline: true, isOutboundGrowing: true }, media: { arePacketsGrowing: false } },
    },
    words: ["자 영상 수신 경로(UDP) 막힘, 카메라 4대", "서버에는 영상 있음, 서버가 이 PC로 보내는 중, 수신 패킷 없음"],
  },
  "UDP path that never was open": {
    server: { name: "카", streams: 4 },
    provoke(room, media, ids) {
      media.setStreamFault("*", { fault: "blackhole" });
      room.fail(ids, { reason: "connect_timeout", phase: "connect", stats: { packetsReceived: 0 } });
    },
    failing: 4,
    alarm: { kind: "udp_path", verdict: "udp_path", name: "카", streams: 4, evidence: { server: "answers", reason: "connect_timeout" } },
    words: ["카 영상 수신 경로(UDP) 막힘, 카메라 4대", "서버 포트 응답함", "미디어 연결 안 됨"],
  },
  decoder: {
    server: { name: "차", streams: 4 },
    provoke(room, _media, ids) {
      room.fail(ids.slice(0, 2), { reason: "stalled_no_frames", stats: { packetsReceived: 900 } });
      room.failAgain(ids.slice(0, 2), { reason: "no_first_frame", phase: "first_frame", stats: { packetsReceived: 40 } });
    },
    failing: 2,
    alarm: { kind: "decoder", verdict: "decoder", name: "3번 관제석", streams: 2, evidence: { media: { arePacketsGrowing: true } } },
    words: ["3번 관제석 PC 영상 재생 이상, 카메라 2대", "패킷은 오나 디코딩된 프레임 없음"],
  },
};
const NAMES = Object.keys(ROWS);
const letterOf = (name: string) => "abcdefghijkl"[NAMES.indexOf(name)]!;
const streamsOf = (name: string) => idsOf(letterOf(name), ROWS[name]!.server.streams);
const failingOf = (name: string) => streamsOf(name).slice(0, ROWS[name]!.failing);

describe("each row of the decision table, on a server of its own and all at once", () => {
  let room: VerdictRoom;
  const alarmNameOf = (name: string) => (ROWS[name]!.alarm as { name?: string }).name ?? ROWS[name]!.server.name;

  beforeAll(async () => {
    room = await startVerdictRoom({ servers: NAMES.map((name) => ROWS[name]!.server), settings: { client: { name: "3번 관제석" } } });
    await room.play(NAMES.flatMap(streamsOf));
    await room.api.reportAlive({ page: "019b9d90-0000-7000-8000-000000000000" });
    // `started` of a server has to be known before it can change.
    await vi.waitUntil(() => room.media.every((media) => (media.state().requests.byAddress["HEAD /demo-1/whep"] ?? 0) > 0), SLOW);
    await Promise.all(NAMES.map((name, n) => ROWS[name]!.provoke(room, room.media[n]!, streamsOf(name))));
    await vi.waitUntil(() => NAMES.every((name) => room.messagesOf(alarmNameOf(name)).length > 0), SLOW).catch(() => undefined);
  });
  afterAll(() => room?.close());

  test.each(NAMES)("%s: one message, with the verdict and what it rests on", (name) => {
    const { alarm, words } = ROWS[name]!;
    const [message, ...more] = room.messagesOf(alarmNameOf(name));
    expect(message).toMatchObject({ kind: "open", alarms: [alarm] });
    expect(more).toEqual([]);
    const said = [message!.summary, ...message!.text].join("\n");
    for (const text of words) expect(said).toContain(text);
  });

  test("no other message went out", () => {
    expect(
      room
        .messages()
        .map(({ alarms }) => alarms[0]!.name)
        .toSorted(),
    ).toEqual(NAMES.map(alarmNameOf).toSorted());
  });

  test.each(NAMES)("%s: its streams are part of it, and in the log", async (name) => {
    const { alarms } = await room.api.getAlarms({});
    const streams = alarms.filter(({ id, kind }) => kind === "stream_down" && failingOf(name).includes(id.slice("stream:".length)));
    expect(streams).toHaveLength(ROWS[name]!.failing);
    const raised = room.readEvents().filter(({ type, alarmId }) => type === "raised" && failingOf(name).includes(alarmId.slice(7)));
    expect(raised).toHaveLength(ROWS[name]!.failing);
    if (name === "one camera") return expect(streams[0]!.state).toBe("unacknowledged");
    for (const { state, cause } of streams) {
      expect(state).toBe("suppressed");
      expect(alarms.find(({ id }) => id === cause)).toMatchObject({ kind: (ROWS[name]!.alarm as { kind: string }).kind });
    }
  });

  test("all is back: one resolved of each, and nothing else", async () => {
    for (const media of room.media) {
      media.setServerFault(undefined);
      media.setStreamFault("*", undefined);
    }
    await room.play(NAMES.flatMap(failingOf));
    const kinds = () => NAMES.map((name) => [name, ...room.messagesOf(alarmNameOf(name)).map(({ kind }) => kind)]);
    await vi.waitFor(() => expect(kinds()).toEqual(NAMES.map((name) => [name, "open", "resolved"])), SLOW);
    const { alarms } = await room.api.getAlarms({});
    expect(alarms.filter(({ state }) => state !== "returned_unacknowledged")).toEqual([]);
    expect(room.messages()).toHaveLength(2 * NAMES.length);
  });
});
