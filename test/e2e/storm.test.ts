import { expect, onTestFinished, test, vi } from "vitest";
import { countEvents } from "../shared/alarms/make-world.ts";
import { readAlarmEvents } from "../support/read-alarm-events.ts";
import { SLOW } from "../support/slow.ts";
import { startStormReceivers } from "../support/start-storm-receivers.ts";
import { startWall } from "../support/start-wall.ts";

/**
 * `npm run bench -- storm` does the same with 64 streams, two minutes and the delays as they are by default, and with a camera that stays
 * dead (here: test/electron/verdicts/verdict-changes.test.ts).
 */
const STREAMS = 16;
/**
 * Seconds. A start anew is seen when the server is looked at once more, within three of its return. A stream that comes back later after the
 * others than the off-delay is an alarm of its own, as it should be: on a machine with much else to do five seconds were too few.
 */
const TIMING = { onDelaySeconds: 5, offDelaySeconds: 8, groupWaitSeconds: 5, groupIntervalSeconds: 0 };

test("a server with a wall of streams dies and returns: one alarm, one message to each channel, and one resolved", async () => {
  const receivers = await startStormReceivers();
  onTestFinished(receivers.close);
  const wall = await startWall({ streams: STREAMS, withApi: true, settings: { alerts: { ...TIMING, ...receivers.alerts } } });
  onTestFinished(wall.stop);
  const kinds = () => receivers.posts.map(({ kind }) => kind);

  await wall.waitForLive();
  await wall.stopMedia();
  // Not before it has been told.
  await vi.waitUntil(() => kinds().length > 0 && receivers.subjects.length > 0, SLOW);
  await wall.restartMedia();
  await vi.waitUntil(() => kinds().includes("resolved") && receivers.subjects.length >= 2, SLOW);
  await wall.waitForLive();
  expect(receivers.posts.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([
    expect.stringContaining(`open: [경보] 서버 A 또는 이 PC의 네트워크 이상, 카메라 ${STREAMS}대`),
    expect.stringContaining(`resolved: [복구] 서버 A 재시작, 카메라 ${STREAMS}대`),
  ]);
  expect(receivers.subjects).toHaveLength(2);
  expect(countEvents(readAlarmEvents(wall.dataDir).filter(({ type }) => type === "raised" || type === "cleared"))).toEqual({
    "raised server": 1,
    "raised stream": STREAMS,
    "cleared server": 1,
    "cleared stream": STREAMS,
  });
});
