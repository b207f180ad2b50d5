import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { StreamFault } from "../../../electron/demo/media-faults.ts";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import { openReader } from "./open-reader.ts";
import type { Reader } from "./open-reader.ts";

let server: MediaServer;
const readers: Reader[] = [];
beforeAll(async () => {
  server = await createMediaServer({ streams: 2, width: 320, height: 180 });
});
afterAll(() => server.close());
afterEach(async () => {
  server.setServerFault(undefined);
  server.setStreamFault("*", undefined);
  for (const reader of readers.splice(0)) reader.close();
  await eventually(() => expect(server.state().sessions).toEqual([]));
});

const url = (name = "demo-1") => `${server.url}/${name}/whep`;
const fail = (fault: StreamFault) => server.setStreamFault("demo-1", fault);
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 40_000, interval: 20 });

async function open(name?: string): Promise<Reader> {
  const reader = await openReader(url(name));
  readers.push(reader);
  return reader;
}

async function play(name?: string): Promise<Reader> {
  const reader = await open(name);
  await moreFrames(reader);
  return reader;
}

async function moreFrames(reader: Reader, count = 3): Promise<void> {
  const before = reader.frames();
  await eventually(() => expect(reader.frames()).toBeGreaterThanOrEqual(before + count));
}

/** Resolves when the reader of another stream got so many frames: time that surely has passed for both. */
async function meanwhile(frames: number): Promise<void> {
  const other = readers.find((reader) => reader.response.url.includes("demo-2")) ?? (await play("demo-2"));
  await moreFrames(other, frames);
}

describe("A stream without a fault", () => {
  test("plays, in the size and at the rate it was asked for", async () => {
    const reader = await play();
    expect(reader.size()).toBe("320x180");
    expect(server.state().sessions).toEqual([{ id: reader.id, path: "demo-1", state: "connected", since: expect.any(String) }]);
  });

  test("plays for several readers and goes on for the others when one leaves", async () => {
    const [first, second] = [await play(), await play()];
    first.close();
    await eventually(() => expect(server.state().sessions.map(({ id }) => id)).toEqual([second.id]));
    await moreFrames(second);
  });

  test("frees a reader's place when its page closes the connection, without waiting for ICE to fail", async () => {
    const reader = await play();
    reader.close();
    await eventually(() => expect(server.state().streams[0]?.readers).toBe(0));
  });

  test("ends with the session that a reader deletes", async () => {
    const reader = await play();
    await fetch(reader.sessionUrl, { method: "DELETE" });
    await eventually(() => expect(reader.dtlsState()).toBe("closed"));
  });
});

describe("A fault at the answer", () => {
  test("no_candidates: an answer that leads nowhere", async () => {
    fail({ fault: "no_candidates" });
    const reader = await open();
    expect(reader.response.status).toBe(201);
    expect(await reader.response.text()).not.toContain("a=candidate");
    await meanwhile(20);
    expect(reader.connectionState()).toBe("new");
  });

  test("no_video: an answer in which the video is not sent", async () => {
    fail({ fault: "no_video" });
    const reader = await open();
    expect(reader.response.status).toBe(201);
    expect(await reader.response.text()).toMatch(/m=video[^]*a=inactive/);
  });

  test("bad_answer: an answer that no library takes", async () => {
    fail({ fault: "bad_answer" });
    await expect(open()).rejects.toThrow(/SessionDescription|SDP/i);
    server.setStreamFault("demo-1", { fault: "kick", goodbye: true });
  });

  test("blackhole: an answer with addresses at which nobody answers", async () => {
    fail({ fault: "blackhole" });
    const reader = await open();
    expect(await reader.response.text()).toContain("a=candidate");
    await eventually(() => expect(reader.connectionState()).toBe("failed"));
    expect(reader.frames()).toBe(0);
  });

  test("short_sessions: each is closed soon after it has connected", async () => {
    fail({ fault: "short_sessions", seconds: 0.2 });
    const reader = await open();
    await eventually(() => expect(reader.dtlsState()).toBe("connected"));
    await eventually(() => expect(reader.dtlsState()).toBe("closed"));
  });

  test("hold: the POST waits, and is 201 when the source is ready", async () => {
    fail({ fault: "hold", seconds: 1, ready: true });
    const answer = open();
    await eventually(() => expect(server.state().requests.starting).toBe(1));
    expect(server.state().sessions).toEqual([]);
    expect((await answer).response.status).toBe(201);
  });

  test("max_readers: whoever comes too late", async () => {
    fail({ fault: "max_readers", count: 1 });
    await play();
    expect((await open()).response.status).toBe(400);
  });
});

describe("A fault while a stream plays", () => {
  test("kick: the session is closed with a goodbye", async () => {
    const reader = await play();
    server.setStreamFault("demo-1", { fault: "kick", goodbye: true });
    await eventually(() => expect(reader.dtlsState()).toBe("closed"));
    expect(server.state().streams[0]).toEqual({ name: "demo-1", readers: 0 });
  });

  test("kick without a goodbye: only ICE notices", async () => {
    const reader = await play();
    server.setStreamFault("demo-1", { fault: "kick", goodbye: false });
    await eventually(() => expect(reader.connectionState()).toBe("disconnected"));
    expect(reader.dtlsState()).toBe("connected");
  });

  test("no_stream: the publisher leaves and takes its readers with it", async () => {
    const reader = await play();
    fail({ fault: "no_stream" });
    await eventually(() => expect(reader.dtlsState()).toBe("closed"));
  });

  test("no_packets: nothing comes, the connection stays, and it goes on when healed", async () => {
    const reader = await play();
    fail({ fault: "no_packets" });
    await meanwhile(10);
    const before = await reader.statistics();
    await meanwhile(30);
    expect((await reader.statistics()).packetsReceived).toBe(before.packetsReceived);
    expect(reader.connectionState()).toBe("connected");
    server.setStreamFault("demo-1", undefined);
    await moreFrames(reader);
  });

  test("blackhole: a cut that is healed in time is survived", async () => {
    const reader = await play();
    fail({ fault: "blackhole" });
    await eventually(() => expect(reader.connectionState()).toBe("disconnected"));
    server.setStreamFault("demo-1", undefined);
    await moreFrames(reader);
    expect(reader.connectionState()).toBe("connected");
  });

  test("no_frames: packets come and not one frame can be decoded", async () => {
    const reader = await play();
    fail({ fault: "no_frames" });
    await meanwhile(10);
    const before = await reader.statistics();
    await eventually(async () => expect((await reader.statistics()).packetsReceived).toBeGreaterThan(before.packetsReceived + 20));
    expect((await reader.statistics()).framesDecoded).toBe(before.framesDecoded);
  });

  test("slideshow: most frames are dropped, a few are decoded", async () => {
    const reader = await play();
    fail({ fault: "slideshow" });
    await eventually(async () => expect((await reader.statistics()).framesDropped).toBeGreaterThan(0));
    const before = await reader.statistics();
    await eventually(async () => expect((await reader.statistics()).framesDecoded).toBeGreaterThanOrEqual(before.framesDecoded + 3));
    const after = await reader.statistics();
    const dropped = after.framesDropped - before.framesDropped;
    expect(dropped / (dropped + after.framesDecoded - before.framesDecoded)).toBeGreaterThan(0.6);
  });

  test("frozen_picture: frames go on, the picture does not", async () => {
    const reader = await play();
    await eventually(() => changesWithin(reader, (difference) => difference > 1));
    fail({ fault: "frozen_picture" });
    await eventually(() => changesWithin(reader, (difference) => difference < 0.2));
  });

  test("packet_loss: what is lost is asked for again", async () => {
    fail({ fault: "packet_loss", percent: 10 });
    const reader = await play();
    await moreFrames(reader, 20);
  });
});

describe("A fault of the whole server", () => {
  test("down: sessions closed, port closed, and back by itself", async () => {
    const reader = await play();
    server.setServerFault({ fault: "down", seconds: 2, goodbye: true });
    await expect(fetch(server.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await eventually(() => expect(reader.dtlsState()).toBe("closed"));
    await eventually(() => fetch(server.url));
    await play();
  });

  test("down without a goodbye: as if it had been killed", async () => {
    const reader = await play();
    server.setServerFault({ fault: "down", seconds: 60, goodbye: false });
    await eventually(() => expect(reader.connectionState()).toBe("disconnected"));
    expect(reader.dtlsState()).toBe("connected");
  });

  test("unreachable: no packet passes and no request is answered until it is healed", async () => {
    const reader = await play();
    server.setServerFault({ fault: "unreachable" });
    const answer = fetch(url(), { method: "HEAD" });
    await eventually(() => expect(reader.connectionState()).toBe("disconnected"));
    server.setServerFault(undefined);
    expect((await answer).status).toBe(405);
    await moreFrames(reader);
  });
});

/** Throws unless the difference between two pictures, ten frames apart, is as wanted: mean of the absolute luma differences. */
async function changesWithin(reader: Reader, wanted: (difference: number) => boolean): Promise<void> {
  const before = reader.luma()!;
  await moreFrames(reader, 10);
  const after = reader.luma()!;
  const difference = before.reduce((sum, luma, index) => sum + Math.abs(luma - after[index]!), 0) / before.length;
  expect(difference).toSatisfy(wanted);
}
