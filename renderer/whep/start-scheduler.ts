import type { PlayerPoolDeps } from "./types.ts";

/** `slow`: its last POST was held for more than 2 s, or refused. */
export type StartPace = "untried" | "quick" | "slow";

export interface StartRequest {
  pace: StartPace;
  isEnlarged: () => boolean;
  /** Takes a waiting start out of the queue, and ends a running one. */
  signal: AbortSignal;
}

export interface StartSlot {
  /** Ends with the request's, and when the start of an untried stream has to make way. */
  signal: AbortSignal;
  /** Gives the slot back before the start's end. */
  release: () => void;
}

export interface StartScheduler {
  /**
   * Runs `start` as soon as one of the origin's slots is free. `yielded`: it had to make way. Undefined when the request was withdrawn
   * before its turn.
   */
  run<T>(request: StartRequest, start: (slot: StartSlot) => Promise<T>): Promise<{ value: T; yielded: boolean } | undefined>;
  /** How many starts wait for their turn. */
  waiting(): number;
  /** Milliseconds since a start last began or ended; 0 while one waits. One that a server holds (an on-demand source) disturbs nobody. */
  quietFor(): number;
}

/** Chromium keeps six HTTP/1.1 connections for an origin: four starts leave two for candidates and goodbyes. */
const SLOTS = 4;
/** The first slots are closed to slow starts, which thus never fill more than two. */
const QUICK_SLOTS = 2;
/** A POST held longer makes a stream slow, milliseconds. */
export const SLOW_START = 2_000;
const STARTS_IN_A_TURN = 4;
/** How long an untried stream may keep others waiting, milliseconds: an on-demand source that is dead holds its POST for 10 s. */
const YIELD_AFTER = 3_000;

interface Job {
  request: StartRequest;
  run: () => Promise<void>;
  /** Set while it runs and has had its time. */
  giveWay?: () => void;
}

export function createStartScheduler(
  origin: string,
  { locks, now, setTimeout, clearTimeout }: Pick<PlayerPoolDeps, "locks" | "now" | "setTimeout" | "clearTimeout">,
): StartScheduler {
  const waiting: Job[] = [];
  const running = new Set<Job>();
  const busy = new Set<number>();
  let lastStartAt = -Infinity;

  const nextJob = (slot: number): Job | undefined =>
    waiting.filter(({ request }) => slot >= QUICK_SLOTS || request.pace !== "slow").sort((a, b) => urgencyOf(b) - urgencyOf(a))[0];

  /** A few starts one right after the other, which a lock for each would hold up; then it is another window's turn. */
  const runTurn = async (slot: number) => {
    for (let starts = 0; starts < STARTS_IN_A_TURN; starts++) {
      const job = nextJob(slot);
      if (!job) return;
      waiting.splice(waiting.indexOf(job), 1);
      running.add(job);
      lastStartAt = now();
      await job.run().finally(() => running.delete(job));
      lastStartAt = now();
    }
  };

  const wake = () => {
    for (let slot = 0; slot < SLOTS; slot++) {
      if (!busy.has(slot) && nextJob(slot)) void work(slot);
    }
    if (waiting.some(({ request }) => request.pace === "untried")) for (const job of running) job.giveWay?.();
  };

  const work = async (slot: number) => {
    busy.add(slot);
    try {
      await locks.request(`whep:${origin}:${slot}`, () => runTurn(slot));
    } catch {
      // Locks are refused only to a page that is going away.
      return;
    } finally {
      busy.delete(slot);
    }
    wake();
  };

  return {
    run(request, start) {
      return new Promise((resolve, reject) => {
        const yielding = new AbortController();
        const job: Job = {
          request,
          /** Until the slot is free again. */
          run() {
            request.signal.removeEventListener("abort", withdraw);
            const slot = Promise.withResolvers<void>();
            const overdue = () => {
              job.giveWay = () => yielding.abort();
              wake();
            };
            const timer = request.pace === "untried" ? setTimeout(overdue, YIELD_AFTER) : undefined;
            const release = () => {
              if (timer !== undefined) clearTimeout(timer);
              slot.resolve();
            };
            start({ signal: AbortSignal.any([request.signal, yielding.signal]), release })
              .then((value) => resolve({ value, yielded: yielding.signal.aborted }), reject)
              .finally(release);
            return slot.promise;
          },
        };
        const withdraw = () => {
          waiting.splice(waiting.indexOf(job), 1);
          resolve(undefined);
        };
        if (request.signal.aborted) return resolve(undefined);
        request.signal.addEventListener("abort", withdraw, { once: true });
        waiting.push(job);
        wake();
      });
    },
    waiting: () => waiting.length,
    quietFor: () => (waiting.length > 0 ? 0 : now() - lastStartAt),
  };
}

/** Sorting is stable: among equals the one that asked first. */
function urgencyOf({ request }: Job): number {
  return (request.isEnlarged() ? 2 : 0) + (request.pace === "slow" ? 0 : 1);
}
