import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { StreamAction, StreamFault } from "../../electron/demo/media-faults.ts";
import type { FindingName } from "../../shared/finding.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const SLOW = { timeout: 90_000, interval: 500 };
const KICK: StreamAction = { fault: "kick", goodbye: true };

/** Each on a stream of its own: what the media server is told, and what must stand in a line of the journal. */
const CASES: [FindingName, (StreamFault | StreamAction)[]][] = [
  ["publisher_absent", [{ fault: "no_stream" }]],
  ["camera_unreachable", [{ fault: "source_down" }]],
  ["camera_unreachable", [{ fault: "hold", seconds: 60, ready: false }, KICK]],
  ["wrong_path", [{ fault: "not_configured" }]],
  ["credentials", [{ fault: "auth", token: "secret" }, KICK]],
  ["reader_limit", [{ fault: "max_readers", count: 0 }, KICK]],
  ["upstream_stall", [{ fault: "no_packets" }]],
  ["bad_source", [{ fault: "bad_source" }]],
  ["ice_failed", [{ fault: "no_candidates" }, KICK]],
  ["offline_slate", [{ fault: "slate" }]],
  ["nothing_found", [{ fault: "bad_answer" }, KICK]],
];

describe("what the host finds out", () => {
  let wall: Wall;
  const linesOf = (id: string): ErrorRecord[] => wall.readRecords().filter(({ streamId }) => streamId === id);
  const findingsOf = (streamId: string) => linesOf(streamId).map(({ detail }) => detail.diagnosis?.finding);
  const tileOf = (streamId: string) => wall.page.locator(`.tile[data-stream=${streamId}]`);

  beforeAll(async () => {
    wall = await startWall({ streams: CASES.length, withApi: true });
    await wall.waitForLive();
  });
  afterAll(() => wall?.stop());

  describe("stands in the journal", () => {
    beforeAll(async () => {
      await Promise.all(
        CASES.map(async ([, commands], i) => {
          for (const command of commands) await wall.media.setStreamFault(`demo-${i + 1}`, command);
        }),
      );
    });

    test.each(CASES.map(([finding, commands], i) => ({ finding, fault: commands[0]!.fault, streamId: `stream-${i + 1}` })))(
      "$finding ($fault)",
      async ({ finding, streamId }) => {
        const isFound = () => findingsOf(streamId).includes(finding);
        const look = async () => {
          // Refused, the player asks again in half a minute; somebody at the wall does so at once.
          if (finding === "credentials" && !isFound()) await tileOf(streamId).press("r");
          return isFound();
        };
        await vi.waitUntil(look, SLOW).catch((error: unknown) => {
          throw new Error(`${streamId}: ${findingsOf(streamId).join()}`, { cause: error });
        });
        const { diagnosis } = linesOf(streamId).find(({ detail }) => detail.diagnosis?.finding === finding)!.detail;
        expect(diagnosis!.evidence).toMatchObject({ server: new URL(wall.media.url).host, api: "ok" });
        expect(diagnosis!.age).toBeGreaterThanOrEqual(0);
      },
    );

    test("and an offline slate is one line, a tile that says so, and plays again when the camera is back", async () => {
      const index = CASES.findIndex(([finding]) => finding === "offline_slate") + 1;
      const tile = tileOf(`stream-${index}`);
      await tile.and(wall.page.locator('[data-condition="offline"]')).waitFor();
      expect(await tile.innerText()).toContain("송출 중단 안내 화면 수신 중");
      const record = linesOf(`stream-${index}`);
      expect(record.map(({ errorType, detail }) => [errorType, detail.reason])).toEqual([["unknown", "offline_slate"]]);
      expect(record[0]!.detail.diagnosis!.evidence.path).toMatchObject({ available: true, online: false });
      await wall.media.heal(`demo-${index}`);
      await tile.and(wall.page.locator('[data-condition="live"]')).waitFor();
    });

    test("and is shown to whoever opens a failed tile's details", async () => {
      const index = CASES.findIndex(([finding]) => finding === "upstream_stall") + 1;
      const tile = tileOf(`stream-${index}`);
      await tile.dblclick({ position: { x: 40, y: 60 } });
      await tile.getByRole("button", { name: "자세히" }).click();
      const dialog = wall.page.getByRole("dialog");
      await dialog.getByText("카메라에서 서버로 오는 데이터가 멈췄습니다.").waitFor();
      expect(await dialog.innerText()).toMatch(/카메라에서 서버로\s+[\d.]+초 동안 0KB/);
      await wall.page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      expect(await tile.getAttribute("data-enlarged")).toBe("true");
      await wall.page.keyboard.press("Escape");
    });
  });
});
