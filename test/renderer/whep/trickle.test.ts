import { describe, expect, test } from "vitest";
import { createTrickle } from "../../../renderer/whep/trickle.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createFakePeerConnection } from "./fake-peer-connection.ts";

function begin(quiet: number) {
  const clock = createFakeClock();
  const pc = createFakePeerConnection();
  const server = { quiet, patches: 0 };
  const trickle = createTrickle(pc as unknown as RTCPeerConnection, clock.setTimeout);
  const candidate = { candidate: "candidate:1 1 udp 1 127.0.0.1 9 typ host", sdpMid: "0" };
  pc.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate }));
  trickle.sendTo({
    sessionUrl: "http://media/session-1",
    offer: "v=0\r\na=ice-ufrag:u\r\na=ice-pwd:p\r\n",
    async patch() {
      server.patches += 1;
      return { kind: "taken" };
    },
    onSessionGone: () => undefined,
    quietFor: () => server.quiet,
  });
  return { clock, pc, server };
}

describe("local candidates", () => {
  test("go out 0.3 s after the answer of a session that is not connected", async () => {
    const { clock, server } = begin(Infinity);
    await clock.advance(299);
    expect(server.patches).toBe(0);
    await clock.advance(1);
    expect(server.patches).toBe(1);
  });

  test("wait while other streams start, and then need not go where the session stands", async () => {
    const { clock, pc, server } = begin(0);
    await clock.advance(1_200);
    pc.connect();
    server.quiet = 1_000;
    await clock.advance(5_000);
    expect(server.patches).toBe(0);
  });

  test("wait no longer than 2.4 s", async () => {
    const { clock, server } = begin(0);
    await clock.advance(2_399);
    expect(server.patches).toBe(0);
    await clock.advance(1);
    expect(server.patches).toBe(1);
  });
});
