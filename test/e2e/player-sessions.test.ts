import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { TestContext } from "vitest";
import { COUNTER_OFFER_URL } from "../support/counter-offer-server.ts";
import { launchChromium } from "../support/launch-chromium.ts";
import { servePlayerPage } from "../support/player-page.ts";
import type { PlayerPageServer } from "../support/player-page.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";

let browser: Browser;
let pages: PlayerPageServer;

beforeAll(async () => {
  // The counter-offer's two ends are in one page, and a machine without multicast cannot resolve the names that hide their addresses.
  [browser, pages] = await Promise.all([launchChromium(["--disable-features=WebRtcHideLocalIpsWithMdns"]), servePlayerPage()]);
});
afterAll(async () => {
  await browser?.close();
  await pages?.close();
});

/** Not at each frame: many wait beside each other. */
const WAIT = { timeout: 60_000, polling: 100 };
const NAMES = ["demo-1", "demo-2", "demo-3", "demo-4", "demo-5", "demo-6", "demo-7", "demo-8"];
const mediaOf = (names: string[]) => ["--streams", String(names.length), "--size", "160x90", "--fps", "5"];

/** Windows that share nothing with those of other tests, and a server of their own: those that wait for stalls run beside each other. */
async function startStage({ onTestFinished }: TestContext, names = ["demo-1"]) {
  const [context, media] = await Promise.all([browser.newContext(), startMedia(mediaOf(names))]);
  onTestFinished(async () => {
    await context.close();
    await media.stop();
  });
  return { media, openPage: () => pages.open(context) };
}

const play = (page: Page, media: TestMedia, ids: string[]) =>
  page.evaluate(
    (streams) => streams.forEach((stream) => window.page.play(stream)),
    ids.map((id) => ({ id, whepUrl: media.whepUrl(id) })),
  );
const untilPlaying = (page: Page, ids: string[]) =>
  page.waitForFunction((ids) => ids.every((id) => window.page.view(id).state === "playing"), ids, WAIT);
/** Offers that were made ahead and that nobody took are closed after ten seconds. */
const untilOpen = (page: Page, count: number) => page.waitForFunction((count) => window.page.openConnections() === count, count, WAIT);
const reasons = (page: Page) => page.evaluate(() => window.page.failures.map(({ reason }) => reason));

describe("sessions", () => {
  test("start four at a time", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context, NAMES);
    const page = await openPage();
    await play(page, media, NAMES);
    await untilPlaying(page, NAMES);
    const { sessions, requests } = await media.state();
    expect(sessions).toHaveLength(NAMES.length);
    expect(requests.mostStarting).toBeLessThanOrEqual(4);
    expect(await reasons(page)).toEqual([]);
  });

  test("carry no audio", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context);
    const page = await openPage();
    await play(page, media, ["demo-1"]);
    await untilPlaying(page, ["demo-1"]);
    expect(
      await page.evaluate(() =>
        window.page
          .view("demo-1")
          .media?.getTracks()
          .map(({ kind }) => kind),
      ),
    ).toEqual(["video"]);
  });

  test("come about by a server's counter-offer, too", async (context) => {
    const { expect } = context;
    const { openPage } = await startStage(context);
    const page = await openPage();
    await page.evaluate((whepUrl) => window.page.play({ id: "counter", whepUrl }), COUNTER_OFFER_URL);
    await untilPlaying(page, ["counter"]);
    expect(await page.evaluate(() => window.page.view("counter").sessionId)).toBe("counter-offer");
    expect(await reasons(page)).toEqual([]);
  });

  test("are closed and deleted when the page goes away", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context, NAMES);
    const page = await openPage();
    await play(page, media, NAMES);
    await untilPlaying(page, NAMES);
    await page.goto("about:blank");
    await expect.poll(async () => (await media.state()).sessions, WAIT).toEqual([]);
    const deleted = async () => Object.keys((await media.state()).requests.byAddress).filter((address) => address.startsWith("DELETE"));
    await expect.poll(deleted, WAIT).toHaveLength(NAMES.length);
  });

  test("of one stream are one over all windows: another window is its spare", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context);
    const [first, second] = [await openPage(), await openPage()];
    await play(first, media, ["demo-1"]);
    await untilPlaying(first, ["demo-1"]);
    await play(second, media, ["demo-1"]);
    expect(await second.evaluate(() => window.page.view("demo-1").state)).toBe("idle");
    await first.close();
    await untilPlaying(second, ["demo-1"]);
  });

  test("are told apart from the far side's goodbye by what Chromium says beneath connectionState", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context);
    const page = await openPage();
    await play(page, media, ["demo-1"]);
    await untilPlaying(page, ["demo-1"]);
    await media.setStreamFault("demo-1", { fault: "kick", goodbye: true });
    await page.waitForFunction(() => window.page.failures.length > 0, undefined, WAIT);
    const failure = await page.evaluate(() => window.page.failures[0]!);
    // Chromium's own events follow 5 and 15 s later.
    expect(failure).toMatchObject({ reason: "closed_by_server", stats: { connectionState: "connected" } });
  });
});

describe.concurrent("a server that dies", () => {
  test("is asked by one stream alone until it answers, and then all play again", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context, NAMES);
    const page = await openPage();
    await play(page, media, NAMES);
    await untilPlaying(page, NAMES);
    const { port } = new URL(media.url);
    media.process.kill("SIGKILL");
    await page.waitForFunction((ids) => ids.every((id) => window.page.view(id).originDownSince !== undefined), NAMES, WAIT);

    const waiting = await page.evaluate((ids) => ids.map((id) => window.page.view(id).retryAt), NAMES);
    expect(waiting).toEqual(NAMES.map(() => undefined));
    const stalls = (await reasons(page)).filter((reason) => reason !== "network");
    expect(stalls).toEqual(NAMES.map(() => "stalled_no_packets"));
    const before = await page.evaluate(() => window.page.failures.length);
    await page.waitForFunction((before) => window.page.failures.length >= before + 3, before, WAIT);
    const probes = await page.evaluate((before) => window.page.failures.slice(before), before);
    expect(new Set(probes.map(({ streamId }) => streamId)).size).toBe(1);
    expect(new Set(probes.map(({ reason }) => reason))).toEqual(new Set(["network"]));

    const again = await startMedia([...mediaOf(NAMES), "--port", port]);
    context.onTestFinished(() => again.stop());
    await untilPlaying(page, NAMES);
    await untilOpen(page, NAMES.length);
  });

  test("for a moment costs each stream one failure, and no session more than it needs", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context, NAMES);
    const page = await openPage();
    await play(page, media, NAMES);
    await untilPlaying(page, NAMES);
    media.process.kill("SIGSTOP");
    context.onTestFinished(() => void media.process.kill("SIGCONT")); // or it could not be stopped
    const haveFailed = (count: number) => new Set(window.page.failures.map(({ streamId }) => streamId)).size === count;
    await page.waitForFunction(haveFailed, NAMES.length, WAIT);
    media.process.kill("SIGCONT");
    await untilPlaying(page, NAMES);
    expect(await reasons(page)).toEqual(NAMES.map(() => "stalled_no_packets"));
    await expect.poll(async () => (await media.state()).sessions.length, WAIT).toBe(NAMES.length);
    await untilOpen(page, NAMES.length);
  });
});

describe.concurrent("a session that stalls", () => {
  test("plays on when its frames return while the next attempt is still unanswered", async (context) => {
    const { expect } = context;
    const { media, openPage } = await startStage(context);
    const page = await openPage();
    await play(page, media, ["demo-1"]);
    await untilPlaying(page, ["demo-1"]);
    const session = await page.evaluate(() => window.page.view("demo-1").sessionId);
    await media.setStreamFault("demo-1", { fault: "no_packets" });
    await page.waitForFunction(() => window.page.view("demo-1").state === "stalled", undefined, WAIT);
    await media.setStreamFault("demo-1", { fault: "hold", seconds: 60, ready: true });
    await untilPlaying(page, ["demo-1"]);
    expect(await page.evaluate(() => window.page.view("demo-1").sessionId)).toBe(session);
    expect(await reasons(page)).toEqual(["stalled_no_packets"]);
    await untilOpen(page, 1);
  });
});
