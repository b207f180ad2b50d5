import { describe, expect, test, vi } from "vitest";
import { startVerdictRoom } from "./start-verdict-room.ts";
import type { VerdictRoom, VerdictServer } from "./start-verdict-room.ts";
import { SLOW } from "../../support/slow.ts";

// Several of these waits come one after the other.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const FAR = { fault: "down", seconds: 600, goodbye: true } as const;
const idsOf = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

/** All plays, and every server has been looked at once: its `started` is known. Closed by whatever comes of `action`. */
async function withRoom(servers: VerdictServer[], action: (room: VerdictRoom) => Promise<void>, alerts = {}): Promise<void> {
  const room = await startVerdictRoom({ servers, alerts });
  try {
    await room.play(servers.flatMap(({ streams }, s) => idsOf("abc"[s]!, streams)));
    await vi.waitUntil(() => room.media.every((media) => (media.state().requests.byAddress["HEAD /demo-1/whep"] ?? 0) > 0), SLOW);
    await action(room);
  } finally {
    await room.close();
  }
}

const kindsOf = (room: VerdictRoom) => room.messages().map(({ kind }) => kind);
const untilKinds = async (room: VerdictRoom, kinds: string[]) => {
  await vi.waitUntil(() => kindsOf(room).length >= kinds.length, SLOW);
  expect(kindsOf(room)).toEqual(kinds);
};

describe.concurrent("what has become of a cause", () => {
  test("a server that was down and begins anew with all of its cameras: restarted, says the one message of its end", () =>
    withRoom(
      [
        { name: "가", streams: 4 },
        { name: "나", streams: 1 },
      ],
      async (room) => {
        const [media] = room.media;
        media!.setServerFault(FAR);
        room.fail(idsOf("a", 4), { reason: "closed_by_server" });
        await untilKinds(room, ["open"]);
        expect(room.messages()[0]!.alarms).toMatchObject([{ kind: "server_down", verdict: "server_down" }]);
        media!.setServerFault(undefined);
        await room.play(idsOf("a", 4));
        await untilKinds(room, ["open", "resolved"]);
        const [, resolved] = room.messages();
        expect(resolved!.summary).toMatch(/^\[복구\] 가 재시작, 카메라 4대, \d+초 후 복구$/);
        expect(resolved!.alarms).toMatchObject([
          { kind: "server_restarted", verdict: "server_restarted", evidence: { isRestarted: true } },
        ]);
      },
      { offDelaySeconds: 5 },
    ));

  test("a server that is back without one camera: what is left is an alarm at once, since its own start, and resolved is sent with the last", () =>
    withRoom(
      [
        { name: "가", streams: 4 },
        { name: "나", streams: 1 },
      ],
      async (room) => {
        const [media] = room.media;
        const id = `server:${room.addressOf(0)}`;
        media!.setServerFault(FAR);
        const failedAt = Date.now();
        room.fail(["a3"], { reason: "closed_by_server" });
        room.fail(["a1", "a2", "a4"], { reason: "closed_by_server" });
        await untilKinds(room, ["open"]);
        media!.setServerFault(undefined);
        media!.setStreamFault("demo-3", { fault: "no_stream" });
        await room.play(["a1", "a2", "a4"]);
        room.failAgain(["a3"], { reason: "no_stream", statusCode: 404 });
        await untilKinds(room, ["open", "open"]);
        const [, left] = room.messages();
        expect(left!.summary).toMatch(/^\[경보\] 가 복구, 4대 중 3대 정상, 가 3번 \d\d:\d\d부터 계속 끊김$/);
        const [camera, server] = left!.alarms;
        expect(server).toMatchObject({ name: "가", streams: 4, until: expect.any(String) });
        expect(camera).toMatchObject({ kind: "stream_down", name: "가 3번", verdict: "camera" });
        expect(Math.abs(Date.parse(camera!.since) - failedAt)).toBeLessThan(1_000);
        const released = room.readEvents().find(({ type }) => type === "released")!;
        const cleared = room.readEvents().find(({ type, alarmId }) => type === "cleared" && alarmId === id)!;
        expect(released).toMatchObject({ alarmId: "stream:a3", at: cleared.at });
        expect(await room.viewOf("stream:a3")).toMatchObject({ state: "unacknowledged", since: Date.parse(camera!.since) });
        media!.setStreamFault("demo-3", undefined);
        await room.play(["a3"]);
        await untilKinds(room, ["open", "open", "resolved"]);
      },
    ));

  test("one server alone: it may as well be this PC's network, and the message says so", () =>
    withRoom([{ name: "서버 A", streams: 3 }], async (room) => {
      room.media[0]!.setServerFault(FAR);
      room.fail(idsOf("a", 3), { reason: "closed_by_server" });
      await untilKinds(room, ["open"]);
      const [open] = room.messages();
      expect(open!.summary).toContain("서버 A 또는 이 PC의 네트워크 이상, 카메라 3대");
      expect(open!.alarms).toMatchObject([{ kind: "server_down", verdict: "server_or_network", evidence: { server: "silent" } }]);
      expect(open!.alarms[0]!.evidence).not.toHaveProperty("otherServers");
      // Nobody can say that the cameras were down.
      const day = { from: new Date(Date.now() - 3_600_000).toISOString(), until: new Date(Date.now() + 3_600_000).toISOString() };
      const { whole, streams } = await room.api.readStatistics(day);
      expect(streams.map(({ state }) => state)).toEqual(["unknown", "unknown", "unknown"]);
      expect(whole).toMatchObject({ down: 0, incidents: 0 });
      room.media[0]!.setServerFault(undefined);
      await room.play(idsOf("a", 3));
      await untilKinds(room, ["open", "resolved"]);
    }));

  test("every server at once is this PC's network: one message; what is still missing when it is back has a cause of its own", () =>
    withRoom(
      [
        { name: "가", streams: 3 },
        { name: "나", streams: 3 },
        { name: "다", streams: 1 },
      ],
      async (room) => {
        const all = [...idsOf("a", 3), ...idsOf("b", 3), "c1"];
        for (const media of room.media) media.setServerFault(FAR);
        room.fail(all, { reason: "closed_by_server" });
        await untilKinds(room, ["open"]);
        expect(room.messages()[0]!.alarms).toMatchObject([
          { kind: "network_down", verdict: "network", streams: 7, evidence: { otherServers: { answering: 0, asked: 3 } } },
        ]);
        for (const media of [room.media[0]!, room.media[2]!]) media.setServerFault(undefined);
        await room.play([...idsOf("a", 3), "c1"]);
        await vi.waitUntil(() => room.messages().some(({ alarms }) => alarms[0]!.kind === "server_down"), SLOW);
        expect((await room.viewOf("network:pc"))?.state).toBe("returned_unacknowledged");
        expect(await room.viewOf(`server:${room.addressOf(1)}`)).toMatchObject({ state: "unacknowledged", verdict: "server_down" });
        room.media[1]!.setServerFault(undefined);
        await room.play(idsOf("b", 3));
        await vi.waitUntil(
          async () => (await room.api.getAlarms({})).alarms.every(({ state }) => state === "returned_unacknowledged"),
          SLOW,
        );
        expect(room.messages().filter(({ alarms }) => alarms[0]!.kind === "stream_down")).toEqual([]);
      },
    ));
});
