import Queue from "better-queue";
import { createTaskStore, DELIVERY_TASK } from "./create-task-store.ts";

export interface DispatcherOptions {
  /** Does all the work there is and resolves when none is left. May reject: it is then run again after `pauseAfter`. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Waits after the nth rejection in a row. */
  pauseAfter: (error: unknown, attempt: number, signal: AbortSignal) => Promise<void>;
}

export interface Dispatcher {
  /** There may be work. Costs nothing however often it is called, and is never lost: a wake during the run's end makes another run. */
  wake(): void;
  /** Aborts the run and resolves when it has ended. */
  close(): Promise<void>;
}

/** Schedules the runs of one destination with better-queue: never two at a time. The first run starts by itself. */
export function createDispatcher({ run, pauseAfter }: DispatcherOptions): Dispatcher {
  const abort = new AbortController();
  const { signal } = abort;
  const idle = Promise.withResolvers<void>();
  let state: "idle" | "queued" | "running" = "queued";
  let isWokenAgain = false;

  /** Never rejects: better-queue forgets a task that fails. */
  async function work(): Promise<void> {
    state = "running";
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        return await run(signal);
      } catch (error) {
        if (!signal.aborted) await pauseAfter(error, attempt, signal).catch(() => {});
      }
    }
  }

  const wake = (): void => {
    if (signal.aborted || state === "queued") return;
    if (state === "running") {
      isWokenAgain = true;
      return;
    }
    state = "queued";
    queue.push(DELIVERY_TASK);
  };

  const store = createTaskStore(() => {
    state = "idle";
    if (signal.aborted) idle.resolve();
    else if (isWokenAgain) {
      isWokenAgain = false;
      wake();
    }
  });

  const queue = new Queue<typeof DELIVERY_TASK, void>({
    async process(_task: typeof DELIVERY_TASK, done: () => void) {
      await work();
      done();
    },
    store,
    batchSize: 1,
    concurrent: 1,
  });

  return {
    wake,
    async close() {
      abort.abort();
      if (state === "idle") return;
      await idle.promise; // no queue.destroy(): it would close the store under a push that is still on its way
    },
  };
}
