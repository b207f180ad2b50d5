import { join } from "node:path";
import type { Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RecoveryLine } from "../../shared/state-line.ts";
import { readStateLines } from "../support/read-state-lines.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

/** What a session's PATCH is for: of a stall, or the candidates of a connection that takes longer than a moment to come about. */
type Patch = "question" | "restart" | "candidates";

/** Of a tile's picture as it is on screen, frame by frame: how often it was looked at, and how often it was black or absent. */
interface Look {
  looks: number;
  blank: number;
  streams: number;
}

declare global {
  interface Window {
    /** By stream. */
    looks?: Record<string, Look>;
  }
}

describe("recovery", () => {
  let wall: Wall;
  let startedAt: number;
  const tile = (n: number) => wall.page.locator(`.tile[data-stream=stream-${n}]`);
  const untilIs = (n: number, condition: string) =>
    wall.page.waitForSelector(`.tile[data-stream=stream-${n}][data-condition=${condition}]`);
  const stepsOf = async (streamId: string): Promise<RecoveryLine[]> =>
    (await readStateLines(join(wall.dataDir, "logs", "states"), { from: startedAt, to: Date.now() })).filter(
      (line): line is RecoveryLine => line.kind === "recovery" && line.streamId === streamId,
    );
  const untilSteps = async (streamId: string, words: string[]): Promise<RecoveryLine[]> => {
    const sorted = async () => (await stepsOf(streamId)).sort((a, b) => (a.id < b.id ? -1 : 1));
    await vi.waitUntil(async () => (await sorted()).length >= words.length, SLOW);
    const steps = await sorted();
    expect(steps.map(({ step, outcome }) => `${step} ${outcome}`).sort()).toEqual([...words].sort());
    return steps;
  };
  const sessionsOf = async (path: string) =>
    (await wall.media.state()).sessions.filter((session) => session.path === path).map(({ id }) => id);
  const patches: { path: string; session: string; patch: Patch }[] = [];
  /** What was asked of each session of a path that has stalled. */
  const helpFor = (path: string): Patch[][] =>
    Object.values(
      Object.groupBy(
        patches.filter((one) => one.path === path && one.patch !== "candidates"),
        ({ session }) => session,
      ),
    ).map((ofSession) => ofSession!.map(({ patch }) => patch));

  const lookAt = (streamId: string) => wall.page.evaluate((id) => window.looks![id]!, streamId);

  beforeAll(async () => {
    startedAt = Date.now();
    wall = await startWall({ streams: 6 });
    wall.page.on("request", (request) => {
      const [, path = "", , session = ""] = new URL(request.url()).pathname.split("/");
      if (request.method() === "PATCH") patches.push({ path, session, patch: readPatch(request) });
    });
    for (const n of [1, 2, 3, 4, 5, 6]) await untilIs(n, "live");
  });
  afterAll(() => wall?.stop());

  // One after the other: a server is asked for two stalled sessions at a time, and a third one's next attempt may come before its question.
  describe("of a wall", () => {
    test("by ICE restart brings the frames of the same session back, and the tile is never black", async () => {
      const [session] = await sessionsOf("demo-1");
      await wall.page.evaluate(watchPicture, "stream-1");
      await wall.media.setStreamFault("demo-1", { fault: "path_lost" });
      await untilIs(1, "frozen");
      await untilIs(1, "live");
      const look = await lookAt("stream-1");
      const [restart] = await untilSteps("stream-1", ["ice_restart recovered", "wait failed"]);
      expect(helpFor("demo-1")).toEqual([["question", "restart"]]);
      expect(await sessionsOf("demo-1")).toEqual([session]);
      expect(look.looks).toBeGreaterThan(20);
      expect({ blank: look.blank, streams: look.streams }).toEqual({ blank: 0, streams: 1 });
      const record = wall.readRecords().find(({ streamId }) => streamId === "stream-1");
      expect(restart).toMatchObject({ incidentId: record?.detail.incidentId, server: new URL(wall.media.url).host });
    });

    test("goes on to another session where the server knows no ICE restart", async () => {
      const [session] = await sessionsOf("demo-2");
      await wall.media.setStreamFault("demo-2", { fault: "no_restart" });
      await wall.media.setStreamFault("demo-2", { fault: "path_lost" });
      await untilSteps("stream-2", ["ice_restart failed", "new_session recovered", "wait failed"]);
      expect(helpFor("demo-2")).toEqual([["question", "restart"]]);
      expect((await sessionsOf("demo-2")).filter((id) => id !== session)).toHaveLength(1);
    });

    test("asks at once for another session where the server has ended the last one, with a goodbye or without, and the tile is never black", async () => {
      await wall.page.evaluate(watchPicture, "stream-3");
      await wall.media.setStreamFault("demo-3", { fault: "kick", goodbye: true });
      await wall.media.setStreamFault("demo-4", { fault: "kick", goodbye: false });
      await untilSteps("stream-3", ["new_session recovered"]);
      await untilSteps("stream-4", ["ice_restart failed", "wait failed", "new_session recovered"]);
      expect([helpFor("demo-3"), helpFor("demo-4")]).toEqual([[], [["question"]]]);
      await untilIs(3, "live");
      await tile(3).locator(".last-frame").waitFor({ state: "hidden" });
      expect(await lookAt("stream-3")).toMatchObject({ blank: 0 });
    });

    test("says on the tile what is being done, in the operator's language", async () => {
      await wall.media.setStreamFault("demo-5", { fault: "no_frames" });
      await tile(5).getByText("화면 다시 여는 중").waitFor();
      await tile(5)
        .getByText(/^재연결 \d+\/∞/)
        .waitFor();
      await wall.media.heal("demo-5");
      await untilIs(5, "live");
    });
  });

  test("that is switched off tries nothing with a stalled session, and the picture comes back all the same", async () => {
    await wall.page.evaluate(switchOff);
    await wall.media.setStreamFault("demo-6", { fault: "path_lost" });
    await untilSteps("stream-6", ["new_session recovered", "wait failed"]);
    expect(helpFor("demo-6")).toEqual([]);
  });
});

function readPatch(request: Request): Patch {
  if (request.headers()["if-match"] !== undefined) return "restart";
  return /^a=(candidate:|end-of-candidates)/m.test(request.postData() ?? "") ? "candidates" : "question";
}

/** Runs in the page. */
function watchPicture(streamId: string): void {
  const tile = document.querySelector(`.tile[data-stream=${streamId}]`)!;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const streams = new Set<unknown>();
  const look: Look = { looks: 0, blank: 0, streams: 0 };
  const check = () => {
    const video = tile.querySelector("video")!;
    const copy = tile.querySelector<HTMLCanvasElement>("canvas.last-frame")!;
    const shown = copy.hidden ? video : copy;
    const isDrawn = getComputedStyle(shown).visibility === "visible";
    const hasPicture = shown === copy || (isDrawn && video.videoWidth > 0 && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
    context.clearRect(0, 0, 8, 8);
    if (hasPicture) context.drawImage(shown, 0, 0, 8, 8);
    const { data } = context.getImageData(0, 0, 8, 8);
    const brightest = Math.max(...data.filter((_, index) => index % 4 < 3));
    streams.add(video.srcObject);
    look.looks += 1;
    look.streams = streams.size;
    if (!hasPicture || brightest < 24) look.blank += 1;
    requestAnimationFrame(check);
  };
  window.looks = { ...window.looks, [streamId]: look };
  check();
}

/** Runs in the page; resolves when the page has heard of it, too. */
async function switchOff(): Promise<void> {
  const events = new EventSource("/api/notifications");
  const heard = new Promise((resolve) => events.addEventListener("settingsChanged", resolve, { once: true }));
  await new Promise((resolve) => events.addEventListener("open", resolve, { once: true }));
  const body = JSON.stringify({ changes: { recovery: { automatic: false } } });
  await fetch("/api/saveSettings", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  await heard;
  events.close();
}
