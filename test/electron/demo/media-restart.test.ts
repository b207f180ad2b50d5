import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import { makeRestartFragment, readCredentials, withCredentials } from "../../../electron/demo/media-restart.ts";
import { openReader } from "./open-reader.ts";
import type { Reader } from "./open-reader.ts";

const PATIENTLY = { timeout: 40_000, interval: 20 };
const NAME = "demo-2";
let server: MediaServer;
/** Plays all the time: what it receives is time that has surely passed for the others too. */
let healthy: Reader;
let reader: Reader;

beforeAll(async () => {
  server = await createMediaServer({ streams: 2, width: 160, height: 90 });
  healthy = await openReader(`${server.url}/demo-1/whep`);
});
afterAll(async () => {
  healthy.close();
  await server.close();
});
beforeEach(async () => {
  server.setStreamFault(NAME, undefined);
  reader = await openReader(`${server.url}/${NAME}/whep`);
  await receiveFrames(reader, 3);
  return () => reader.close();
});

async function receiveFrames(of: Reader, count: number): Promise<void> {
  const before = of.frames();
  await vi.waitUntil(() => of.frames() >= before + count, PATIENTLY);
}

/** Nothing comes while somebody else receives six frames: more than is still on its way. */
async function untilSilent(): Promise<void> {
  let before = -1;
  while (before !== reader.frames()) {
    before = reader.frames();
    await receiveFrames(healthy, 6);
  }
}

const sessions = () => server.state().sessions.filter(({ path }) => path === NAME);

describe("A lost path", () => {
  test("leaves session and server alive, and an ICE restart finds another one for the same session", async () => {
    server.setStreamFault(NAME, { fault: "path_lost" });
    await untilSilent();
    const answer = await reader.restartIce();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("application/trickle-ice-sdpfrag");
    expect(await answer.text()).toContain(`a=ice-ufrag:${answer.headers.get("ETag")?.replaceAll('"', "")}\r\n`);
    await receiveFrames(reader, 3);
    expect(sessions().map(({ id }) => id)).toEqual([reader.id]);
  });

  test("is no matter to whoever comes after it", async () => {
    server.setStreamFault(NAME, { fault: "path_lost" });
    await untilSilent();
    const other = await openReader(`${server.url}/${NAME}/whep`);
    await receiveFrames(other, 3);
    other.close();
  });

  test("stays lost where the server knows no restart: the PATCH is answered 204", async () => {
    server.setStreamFault(NAME, { fault: "no_restart" });
    server.setStreamFault(NAME, { fault: "path_lost" });
    await untilSilent();
    expect((await reader.restartIce()).status).toBe(204);
    await untilSilent();
  });
});

describe("A restart's SDP", () => {
  const OFFER =
    "v=0\r\nm=video 9 RTP 96\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=mid:0\r\nm=application 9 DTLS 1\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=mid:1\r\n";

  test("is the offer with other credentials in every section", () => {
    expect(withCredentials(OFFER, { ufrag: "c", password: "d" })).toBe(OFFER.replaceAll(":a\r", ":c\r").replaceAll(":b\r", ":d\r"));
    expect(readCredentials(OFFER)).toEqual({ ufrag: "a", password: "b" });
    expect(readCredentials("a=end-of-candidates")).toBeUndefined();
  });

  test("tells of the answer as MediaMTX does", () => {
    const answer =
      "v=0\r\nm=video 9 RTP 96\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=mid:0\r\na=candidate:1 1 udp 1 10.0.0.1 1 typ host\r\nm=audio 9 RTP 0\r\na=mid:1\r\n";
    expect(makeRestartFragment(answer)).toBe(
      "a=ice-options:trickle ice2\r\nm=video 9 RTP 96\r\na=mid:0\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=candidate:1 1 udp 1 10.0.0.1 1 typ host\r\na=end-of-candidates\r\n",
    );
  });
});
