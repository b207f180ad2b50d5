import type { Evidence, Upset } from "../../shared/alarms/evidence.ts";
import type { AlarmClock } from "./create-system-clock.ts";
import { judgeClock } from "./judge-clock.ts";

/** Milliseconds: where the steady clock runs on while the PC sleeps, a sleep shows in how late this comes, and a shorter one does not show. */
export const CLOCK_TICK = 5_000;

/** Remembers the last moment in which what was seen proves nothing: this PC slept, its clock was set, the wall was hidden. */
export interface UpsetWatch {
  /** Notices by the two clocks that this PC slept or that its clock was set; to be called before anything is noted by them. */
  look(): void;
  /** The clocks are right as they are: from here on they are compared. To be called every CLOCK_TICK. */
  settle(): void;
  note(cause: Upset["cause"]): void;
  evidence(): Pick<Evidence, "upset">;
}

/** `onUpset` with the moment after which everything that was seen of streams has to be seen again. */
export function createUpsetWatch(clock: AlarmClock, onUpset: (at: number) => void): UpsetWatch {
  let upset: Upset | undefined;
  let reading = readClocks();

  function readClocks() {
    return { wall: clock.now(), elapsed: clock.elapsed() };
  }

  function note(cause: Upset["cause"]): void {
    const at = clock.now();
    upset = { at, cause };
    if (cause !== "hidden") onUpset(at);
  }

  return {
    look() {
      const now = readClocks();
      const cause = judgeClock(reading, now, CLOCK_TICK);
      if (!cause) return;
      reading = now;
      note(cause);
    },
    settle: () => void (reading = readClocks()),
    note,
    evidence: () => (upset ? { upset } : {}),
  };
}
