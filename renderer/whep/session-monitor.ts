import type { MediaStatistics } from "../../shared/record.ts";
import type { Phase } from "../../shared/reasons.ts";
import type { Evidence } from "./classify-failure.ts";
import { CONNECT_TICKS, DROPPED_UNCONNECTED, FIRST_FRAME_TICKS, GIVEN_UP_TICKS } from "./deadlines.ts";
import { makeMediaStatistics, NO_MEDIA } from "./media-counters.ts";
import { judgeSample, watchStallFrom } from "./stall-watch.ts";
import type { StallMemory } from "./stall-watch.ts";
import type { WhepSession } from "./whep-session.ts";

/** `frames`: the picture lives. `nothing`: neither that, nor long enough without to say so. */
export type Verdict = { kind: "frames" } | { kind: "nothing" } | { kind: "failed"; evidence: Evidence };

export interface SessionMonitor {
  readonly session: WhepSession;
  noteConnected(): void;
  /** A frame is on the page. Answers whether it is the first one of this session, which the next reading would find. */
  noteFrame(media: MediaStream): boolean;
  /** Reads the session's statistics and judges them; undefined while the last reading is still under way. */
  check(late: boolean): Promise<Verdict | undefined>;
  /** What the end of the session comes of: one that its server has dropped since it did not connect has timed out. */
  explainEnd(evidence: Evidence): Evidence;
  phase(): Phase;
  /** Milliseconds since it connected; undefined before. */
  connectedFor(): number | undefined;
  /** Milliseconds since its first frame; undefined before. */
  playedFor(): number | undefined;
  /** No packet has come for so long that the server has given it up, too. */
  isGivenUp(): boolean;
  /** Unix milliseconds of the last decoded frame, to the second. */
  lastFrameAt(): number | undefined;
  statistics(): MediaStatistics;
}

/** Watches one open session tick by tick: first that it connects, then that a frame comes, then that frames keep coming. */
export function createSessionMonitor(
  session: WhepSession,
  { now, wallClock }: { now: () => number; wallClock: () => number },
): SessionMonitor {
  const openedAt = now();
  let ticks = 0;
  let silentTicks = 0;
  let counters = NO_MEDIA;
  let rates: MediaStatistics = {};
  let stall: StallMemory | undefined;
  let connectedAt: number | undefined;
  let firstFrameAt: number | undefined;
  let lastFrameAt: number | undefined;
  let checking = false;

  const since = (start: number | undefined) => (start === undefined ? undefined : Math.round(now() - start));

  const notConnected = (seconds: number): Evidence => {
    const { connectionState = "new" } = session.transportStates();
    return { kind: "connect_timeout", connectionState, seconds };
  };

  const judge = (late: boolean): Verdict => {
    if (stall) {
      const [memory, health] = judgeSample(stall, { counters, late });
      stall = memory;
      if (health === "healthy") return { kind: "frames" };
      if (health === "waiting") return { kind: "nothing" };
      const seconds = Math.max(memory.ticksWithoutFrames, memory.ticksOfSlideshow);
      return { kind: "failed", evidence: { kind: "stalled", reason: health, seconds } };
    }
    if (counters.framesDecoded > 0) {
      stall = watchStallFrom(counters);
      firstFrameAt = now();
      return { kind: "frames" };
    }
    if (connectedAt === undefined) {
      return ticks >= CONNECT_TICKS ? { kind: "failed", evidence: notConnected(ticks) } : { kind: "nothing" };
    }
    if (ticks < FIRST_FRAME_TICKS) return { kind: "nothing" };
    return { kind: "failed", evidence: { kind: "no_first_frame", packetsReceived: counters.packetsReceived } };
  };

  return {
    session,
    noteConnected() {
      if (connectedAt !== undefined) return;
      connectedAt = now();
      ticks = 0;
    },
    noteFrame(media) {
      if (media !== session.media || connectedAt === undefined || stall) return false;
      stall = watchStallFrom(counters);
      firstFrameAt = now();
      lastFrameAt = wallClock();
      return true;
    },
    async check(late) {
      if (checking) return undefined;
      checking = true;
      const before = counters;
      // A connection that is just being closed has no statistics.
      counters = await session.readCounters().catch(() => before);
      checking = false;
      ticks += 1;
      silentTicks = counters.packetsReceived > before.packetsReceived ? 0 : silentTicks + 1;
      rates = makeMediaStatistics(before, counters);
      if (counters.framesDecoded > before.framesDecoded) lastFrameAt = wallClock();
      return judge(late);
    },
    explainEnd(evidence) {
      const waited = now() - openedAt;
      const isDropped = evidence.kind === "session_gone" && connectedAt === undefined && waited >= DROPPED_UNCONNECTED;
      return isDropped ? notConnected(Math.round(waited / 1_000)) : evidence;
    },
    phase: () => (stall ? "playing" : connectedAt === undefined ? "connect" : "first_frame"),
    connectedFor: () => since(connectedAt),
    playedFor: () => since(firstFrameAt),
    isGivenUp: () => silentTicks >= GIVEN_UP_TICKS,
    lastFrameAt: () => lastFrameAt,
    statistics: () => ({
      ...rates,
      lastFrameAge: lastFrameAt === undefined ? undefined : Math.max(0, wallClock() - lastFrameAt),
      ...session.transportStates(),
    }),
  };
}
