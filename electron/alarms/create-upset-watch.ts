import type { Evidence, Upset } from "../../shared/alarms/evidence.ts";
import type { AlarmClock } from "./create-system-clock.ts";
import { judgeClock } from "./judge-clock.ts";
import type { ClockReading } from "./judge-clock.ts";

/** Milliseconds: where the steady clock runs on while the PC sleeps, a sleep shows in how late this comes, and a shorter one does not show. */
const CLOCK_TICK = 5_000;

/** Remembers the last moment in which what was seen proves nothing: this PC slept, or its clock was set. */
export interface UpsetWatch {
  /** From here on the two clocks are compared: a disk that was busy until now is no sleep. */
  begin(): void;
  /** Notices by the clocks what happened; to be called before anything is noted by them. */
  look(): void;
  evidence(): Pick<Evidence, "upset">;
  close(): void;
}

/** `onUpset` with the moment after which everything that was seen of streams has to be seen again. */
export function createUpsetWatch(clock: AlarmClock, onUpset: (at: number) => void): UpsetWatch {
  let upset: Upset | undefined;
  let reading: ClockReading | undefined;
  let cancelTick: (() => void) | undefined;

  /** The clocks are right as they are. */
  function settle(): void {
    reading = readClocks();
    cancelTick = clock.setTimer(tick, CLOCK_TICK);
  }

  function tick(): void {
    look();
    settle();
  }

  function look(): void {
    const now = readClocks();
    const cause = reading && judgeClock(reading, now, CLOCK_TICK);
    if (!cause) return;
    reading = now;
    upset = { at: now.wall, cause };
    onUpset(now.wall);
  }

  function readClocks(): ClockReading {
    return { wall: clock.now(), elapsed: clock.elapsed() };
  }

  return {
    begin: settle,
    look,
    evidence: () => (upset ? { upset } : {}),
    close: () => cancelTick?.(),
  };
}
