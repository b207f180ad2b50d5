import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StreamAction, StreamFault } from "../../electron/demo/media-faults.ts";
import type { AttemptFailure } from "../../renderer/whep/types.ts";
import type { Reason } from "../../shared/reasons.ts";
import { launchChromium } from "../support/launch-chromium.ts";
import { servePlayerPage } from "../support/player-page.ts";
import type { PlayerPageServer } from "../support/player-page.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";

let browser: Browser;
let pages: PlayerPageServer;
let media: TestMedia;
let page: Page;
let streams = 0;

beforeAll(async () => {
  [browser, pages, media] = await Promise.all([
    launchChromium(),
    servePlayerPage(),
    startMedia(["--streams", "32", "--size", "160x90", "--fps", "5"]),
  ]);
  page = await pages.open(browser);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([pages?.close(), media?.stop()]);
});

/** Not at each frame: many wait beside each other. */
const WAIT = { timeout: 60_000, polling: 100 };
const play = (id: string, whepUrl = media.whepUrl(id), authorization?: string) =>
  page.evaluate((stream) => window.page.play(stream), { id, whepUrl, authorization });
const untilPlaying = (id: string) => page.waitForFunction((id) => window.page.view(id).state === "playing", id, WAIT);
const failuresOf = (id: string) => page.evaluate((id) => window.page.failures.filter(({ streamId }) => streamId === id), id);
const untilFailures = async (id: string, count: number): Promise<AttemptFailure[]> => {
  await page.waitForFunction(
    ({ id, count }) => window.page.failures.filter(({ streamId }) => streamId === id).length >= count,
    { id, count },
    WAIT,
  );
  return failuresOf(id);
};
const stop = (id: string) => page.evaluate((id) => window.page.player(id).stop(), id);
const postsTo = async (id: string) => (await media.state()).requests.byAddress[`POST /${id}/whep`] ?? 0;

describe.concurrent("an attempt", () => {
  const faults: [StreamFault, Reason, Partial<AttemptFailure>][] = [
    [{ fault: "status", status: 500 }, "http_error", { phase: "post_offer", statusCode: 500 }],
    [{ fault: "no_stream" }, "no_stream", { phase: "post_offer", statusCode: 404 }],
    [{ fault: "not_configured" }, "server_rejected", { phase: "post_offer", statusCode: 400 }],
    [{ fault: "max_readers", count: 0 }, "server_rejected", { serverError: "maximum reader count reached" }],
    [{ fault: "hold", seconds: 5, ready: false }, "source_timeout", { phase: "post_offer", statusCode: 400 }],
    [{ fault: "hold", seconds: 60, ready: false }, "timeout", { phase: "post_offer" }],
    [{ fault: "bad_answer" }, "bad_answer", { phase: "apply_answer", statusCode: 201, sessionId: expect.any(String) as string }],
    [{ fault: "no_video" }, "no_video", { phase: "apply_answer", statusCode: 201, sessionId: expect.any(String) as string }],
    [{ fault: "no_candidates" }, "connect_timeout", { phase: "connect" }],
    [{ fault: "blackhole" }, "connect_timeout", { phase: "connect" }],
    [{ fault: "no_packets" }, "no_first_frame", { phase: "first_frame" }],
  ];

  test.each(faults)("that meets %j fails once, says so, and the stream plays when it is over", async (fault, reason, failure) => {
    const id = `demo-${++streams}`;
    await media.setStreamFault(id, fault);
    await play(id);
    const [first] = await untilFailures(id, 1);
    expect(first).toMatchObject({ reason, attempt: 1, ...failure });
    await media.heal(id);
    await untilPlaying(id);
    const failures = await failuresOf(id);
    expect(new Set(failures.map((each) => each.reason))).toEqual(new Set([reason]));
    expect(new Set(failures.map(({ incidentId }) => incidentId)).size).toBe(1);
    await stop(id);
  });

  test("at an address without WHEP says that the address is wrong", async () => {
    await play("wrong", `${media.url}/demo-1/whop`);
    expect((await untilFailures("wrong", 1))[0]).toMatchObject({ reason: "wrong_url", statusCode: 404 });
    await stop("wrong");
  });

  test("at a port where nobody listens makes a network failure", async () => {
    await play("nobody", "http://127.0.0.1:9/cam/whep");
    expect((await untilFailures("nobody", 1))[0]).toMatchObject({ reason: "network", phase: "post_offer" });
    await stop("nobody");
  });

  test("without the right token is refused, and plays with it", async () => {
    const id = `demo-${++streams}`;
    await media.setStreamFault(id, { fault: "auth", token: "right" });
    await play(id, media.whepUrl(id), "Bearer wrong");
    expect((await untilFailures(id, 1))[0]).toMatchObject({ reason: "auth", statusCode: 401 });
    await stop(id);
    await play(id, media.whepUrl(id), "Bearer right");
    await untilPlaying(id);
    await stop(id);
  });
});

describe.concurrent("a playing stream", () => {
  const faults: [StreamFault | StreamAction, Reason][] = [
    [{ fault: "kick", goodbye: true }, "closed_by_server"],
    [{ fault: "kick", goodbye: false }, "stalled_no_packets"],
    [{ fault: "blackhole" }, "stalled_no_packets"],
    [{ fault: "no_packets" }, "stalled_no_packets"],
    [{ fault: "no_frames" }, "stalled_no_frames"],
    [{ fault: "slideshow" }, "slideshow"],
  ];

  test.each(faults)("that meets %j fails once for it, and plays again", async (fault, reason) => {
    const id = `demo-${++streams}`;
    await play(id);
    await untilPlaying(id);
    await media.setStreamFault(id, fault);
    const [first] = await untilFailures(id, 1);
    expect(first).toMatchObject({ reason, phase: "playing", attempt: 1 });
    expect(first?.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(first?.stats?.codec).toBe("VP8");
    await media.heal(id);
    await untilPlaying(id);
    expect((await failuresOf(id)).map((each) => each.reason)).toEqual([reason]);
    await stop(id);
  });

  test("whose sessions never last says so from the third drop on", async () => {
    const id = `demo-${++streams}`;
    await media.setStreamFault(id, { fault: "short_sessions", seconds: 0.5 });
    await play(id);
    const failures = await untilFailures(id, 3);
    expect(failures.map(({ reason }) => reason)).toEqual(["closed_by_server", "closed_by_server", "short_sessions"]);
    expect(await postsTo(id)).toBe(3);
    await stop(id);
  });

  test("with a picture that stands still is none of the player's failures", async () => {
    const id = `demo-${++streams}`;
    await play(id);
    await untilPlaying(id);
    await media.setStreamFault(id, { fault: "frozen_picture" });
    const decoded = await page.evaluate((id) => window.page.view(id).statistics?.framesDecoded ?? 0, id);
    await page.waitForFunction(
      ({ id, decoded }) => (window.page.view(id).statistics?.framesDecoded ?? 0) > decoded + 60,
      { id, decoded },
      WAIT,
    );
    expect(await failuresOf(id)).toEqual([]);
    await stop(id);
  });
});
