import { afterAll, beforeAll, describe, test, vi } from "vitest";
import type { StreamAction, StreamFault } from "../../../electron/demo/media-faults.ts";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import { makeOffer, openReader, postOffer } from "./open-reader.ts";
import type { Reader } from "./open-reader.ts";

const KICK: StreamAction = { fault: "kick", goodbye: true };
const PATIENTLY = { timeout: 40_000, interval: 20 };
let server: MediaServer;
/** Plays all the time: what it receives is time that has surely passed for the others too. */
let healthy: Reader;
let taken = 1;
const readers: Reader[] = [];
const ownServers: MediaServer[] = [];

beforeAll(async () => {
  server = await createMediaServer({ streams: 40, width: 160, height: 90 });
  healthy = await openReader(`${server.url}/demo-1/whep`);
  readers.push(healthy);
});
afterAll(async () => {
  for (const reader of readers) reader.close();
  await Promise.all([server, ...ownServers].map(({ close }) => close()));
});

/** A stream for one test alone. */
function takeStream(from = server, name = `demo-${(taken += 1)}`) {
  const open = async (): Promise<Reader> => {
    const reader = await openReader(`${from.url}/${name}/whep`);
    readers.push(reader);
    return reader;
  };
  return {
    name,
    open,
    play: async (): Promise<Reader> => {
      const reader = await open();
      await receiveFrames(reader, 3);
      return reader;
    },
    fail: (fault: StreamFault | StreamAction) => from.setStreamFault(name, fault),
    heal: () => from.setStreamFault(name, undefined),
    sessions: () => from.state().sessions.filter(({ path }) => path === name),
  };
}

/** A server for one test alone, for what concerns all its streams. */
async function startServer() {
  const own = await createMediaServer({ streams: 1, width: 160, height: 90 });
  ownServers.push(own);
  return { server: own, ...takeStream(own, "demo-1") };
}

async function receiveFrames(reader: Reader, count: number): Promise<void> {
  const before = reader.frames();
  await vi.waitUntil(() => reader.frames() >= before + count, PATIENTLY);
}

describe.concurrent("A stream without a fault", () => {
  test("plays in the size of the server", async ({ expect }) => {
    const { name, play, sessions } = takeStream();
    const reader = await play();
    expect(reader.size()).toBe("160x90");
    expect(sessions()).toEqual([
      { id: reader.id, path: name, state: "connected", packetsSent: expect.any(Number), since: expect.any(String) },
    ]);
  });

  test("goes on for the others when one reader leaves, and frees its place without waiting for ICE to fail", async ({ expect }) => {
    const { play, sessions } = takeStream();
    const [first, second] = [await play(), await play()];
    first.close();
    await expect.poll(() => sessions().map(({ id }) => id), PATIENTLY).toEqual([second.id]);
    await receiveFrames(second, 3);
  });

  test("ends with the session that a reader deletes", async ({ expect }) => {
    const reader = await takeStream().play();
    await fetch(reader.sessionUrl, { method: "DELETE" });
    await expect.poll(reader.dtlsState, PATIENTLY).toBe("closed");
  });
});

describe.concurrent("A fault at the answer", () => {
  test("no_candidates: an answer that leads nowhere", async ({ expect }) => {
    const { open, fail } = takeStream();
    fail({ fault: "no_candidates" });
    const reader = await open();
    expect(reader.response.status).toBe(201);
    expect(await reader.response.text()).not.toContain("a=candidate");
    await receiveFrames(healthy, 20);
    expect(reader.connectionState()).toBe("new");
  });

  test("no_video: an answer in which no video is sent", async ({ expect }) => {
    const { open, fail } = takeStream();
    fail({ fault: "no_video" });
    const { response } = await open();
    expect(response.status).toBe(201);
    expect(await response.text()).toMatch(/m=video[^]*a=inactive/);
  });

  test("bad_answer: a 201 that no library takes", async ({ expect }) => {
    const { open, fail, sessions } = takeStream();
    fail({ fault: "bad_answer" });
    await expect(open()).rejects.toThrow("Expect line: o=");
    expect(sessions()).toHaveLength(1);
  });

  test("blackhole: an answer with addresses at which nobody answers", async ({ expect }) => {
    const { open, fail } = takeStream();
    fail({ fault: "blackhole" });
    const reader = await open();
    expect(await reader.response.text()).toContain("a=candidate");
    await expect.poll(reader.connectionState, PATIENTLY).toBe("failed");
    expect(reader.frames()).toBe(0);
  });

  test("short_sessions: each is closed soon after it has connected", async ({ expect }) => {
    const { open, fail } = takeStream();
    fail({ fault: "short_sessions", seconds: 0.2 });
    const reader = await open();
    await expect.poll(reader.connectionState, PATIENTLY).toBe("connected");
    await expect.poll(reader.dtlsState, PATIENTLY).toBe("closed");
  });

  test("hold: the POST waits, and is 201 as soon as the source is there", async ({ expect }) => {
    const { name, open, fail, heal, sessions } = takeStream();
    fail({ fault: "hold", seconds: 3_600, ready: false });
    const answer = open();
    await expect.poll(() => server.state().requests.byAddress[`POST /${name}/whep`], PATIENTLY).toBe(1);
    expect(sessions()).toEqual([]);
    heal();
    expect((await answer).response.status).toBe(201);
  });

  test("max_readers: 400 for whoever comes too late", async ({ expect }) => {
    const { open, play, fail } = takeStream();
    fail({ fault: "max_readers", count: 1 });
    await play();
    expect((await open()).response.status).toBe(400);
  });
});

describe.concurrent("A fault while a stream plays", () => {
  test.for<StreamFault | StreamAction>([KICK, { fault: "no_stream" }, { fault: "not_configured" }])(
    "$fault: the session is closed with a goodbye",
    async (fault, { expect }) => {
      const { play, fail, sessions } = takeStream();
      const reader = await play();
      fail(fault);
      expect(sessions()).toEqual([]);
      await expect.poll(reader.dtlsState, PATIENTLY).toBe("closed");
    },
  );

  test("kick without a goodbye: only ICE notices", async ({ expect }) => {
    const { play, fail } = takeStream();
    const reader = await play();
    fail({ fault: "kick", goodbye: false });
    await expect.poll(reader.connectionState, PATIENTLY).toBe("disconnected");
    expect(reader.dtlsState()).toBe("connected");
  });

  test("no_packets: nothing comes, the connection stays, and it goes on when healed", async ({ expect }) => {
    const { play, fail, heal } = takeStream();
    const reader = await play();
    fail({ fault: "no_packets" });
    await receiveFrames(healthy, 20);
    const { packetsReceived } = await reader.statistics();
    await receiveFrames(healthy, 30);
    expect(await reader.statistics()).toMatchObject({ packetsReceived });
    expect(reader.connectionState()).toBe("connected");
    heal();
    await receiveFrames(reader, 3);
  });

  test("blackhole: a cut that is healed in time is survived", async ({ expect }) => {
    const { play, fail, heal } = takeStream();
    const reader = await play();
    fail({ fault: "blackhole" });
    await expect.poll(reader.connectionState, PATIENTLY).toBe("disconnected");
    heal();
    await expect.poll(reader.connectionState, PATIENTLY).toBe("connected");
    await receiveFrames(reader, 3);
  });

  test("no_frames: packets come and not one frame can be decoded", async ({ expect }) => {
    const { play, fail } = takeStream();
    const reader = await play();
    fail({ fault: "no_frames" });
    await receiveFrames(healthy, 20);
    const { packetsReceived, framesDecoded } = await reader.statistics();
    await expect.poll(async () => (await reader.statistics()).packetsReceived, PATIENTLY).toBeGreaterThan(packetsReceived + 20);
    expect(await reader.statistics()).toMatchObject({ framesDecoded });
  });

  test("slideshow: most frames are dropped, a few are decoded", async ({ expect }) => {
    const { play, fail } = takeStream();
    const reader = await play();
    fail({ fault: "slideshow" });
    await expect.poll(async () => (await reader.statistics()).framesDropped, PATIENTLY).toBeGreaterThan(0);
    const before = await reader.statistics();
    await expect.poll(async () => (await reader.statistics()).framesDecoded, PATIENTLY).toBeGreaterThanOrEqual(before.framesDecoded + 3);
    const after = await reader.statistics();
    const [dropped, decoded] = [after.framesDropped - before.framesDropped, after.framesDecoded - before.framesDecoded];
    expect(dropped / (dropped + decoded)).toBeGreaterThan(0.6);
  });

  test("frozen_picture: frames go on, the picture does not", async ({ expect }) => {
    const { play, fail } = takeStream();
    const reader = await play();
    await expect.poll(() => readChange(reader), PATIENTLY).toBeGreaterThan(1);
    fail({ fault: "frozen_picture" });
    await expect.poll(() => readChange(reader), PATIENTLY).toBeLessThan(0.2);
  });

  test("packet_loss: what is lost is asked for again", async ({ expect }) => {
    const { play, fail } = takeStream();
    const reader = await play();
    fail({ fault: "packet_loss", percent: 10 });
    await expect.poll(async () => (await reader.statistics()).nackCount, PATIENTLY).toBeGreaterThan(0);
    await receiveFrames(reader, 10);
  });
});

describe.concurrent("A reader who loses patience", () => {
  test("takes no place when the source comes up at last", async ({ expect }) => {
    const { server, name, fail, heal, sessions } = await startServer();
    fail({ fault: "hold", seconds: 3_600, ready: false });
    const impatience = new AbortController();
    const answer = postOffer(`${server.url}/${name}/whep`, await makeOffer(), { signal: impatience.signal });
    await expect.poll(() => server.state().requests.starting, PATIENTLY).toBe(1);
    impatience.abort();
    await expect(answer).rejects.toThrow("aborted");
    await expect.poll(() => server.state().requests.starting, PATIENTLY).toBe(0);
    heal();
    await receiveFrames(healthy, 3);
    expect(sessions()).toEqual([]);
  });
});

describe.concurrent("A fault of the whole server", () => {
  test("unreachable: no packet passes and no request is answered until it is healed", async ({ expect }) => {
    const { server, name, play } = await startServer();
    const reader = await play();
    server.setServerFault({ fault: "unreachable" });
    const answer = fetch(`${server.url}/${name}/whep`, { method: "HEAD" });
    await expect.poll(reader.connectionState, PATIENTLY).toBe("disconnected");
    server.setServerFault(undefined);
    expect((await answer).status).toBe(405);
    await receiveFrames(reader, 3);
  });

  test("down: sessions and port are closed, and it comes back by itself", async ({ expect }) => {
    const { server, play } = await startServer();
    const reader = await play();
    server.setServerFault({ fault: "down", seconds: 2, goodbye: true });
    await expect(fetch(server.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await expect.poll(reader.dtlsState, PATIENTLY).toBe("closed");
    await vi.waitUntil(() => fetch(server.url).catch(() => undefined), PATIENTLY);
    await play();
  });

  test("down without a goodbye: as if it had been killed", async ({ expect }) => {
    const { server, play } = await startServer();
    const reader = await play();
    server.setServerFault({ fault: "down", seconds: 60, goodbye: false });
    await expect.poll(reader.connectionState, PATIENTLY).toBe("disconnected");
    expect(reader.dtlsState()).toBe("connected");
  });
});

/** Mean of the absolute luma differences between two pictures that are ten frames apart. */
async function readChange(reader: Reader): Promise<number> {
  const before = reader.luma() ?? new Uint8Array();
  await receiveFrames(reader, 10);
  const after = reader.luma() ?? new Uint8Array();
  return before.reduce((sum, luma, index) => sum + Math.abs(luma - (after[index] ?? 0)), 0) / before.length;
}
