import type { JournalStatus } from "../../shared/host-status.ts";
import { judgeDiskFailure } from "./disk-failure.ts";
import type { DiskFailureCause } from "./disk-failure.ts";

/** Whether the disk takes lines, and who wants to hear of it. */
export interface JournalHealth {
  state(): Pick<JournalStatus, "state" | "cause" | "since">;
  /** The disk took lines. True when it had refused them before. */
  noteSuccess(): boolean;
  noteFailure(error: unknown): DiskFailureCause;
  /** Calls the listeners. */
  notify(): void;
  onChange(listener: () => void): () => void;
}

export interface JournalHealthOptions {
  directory: string;
  now: () => number;
  log: (message: string) => void;
}

export function createJournalHealth({ directory, now, log }: JournalHealthOptions): JournalHealth {
  const listeners = new Set<() => void>();
  let failure: { cause: DiskFailureCause; since: string } | undefined;

  return {
    state: () => (failure ? { state: "failing", ...failure } : { state: "ok" }),
    noteSuccess() {
      if (!failure) return false;
      log(`${directory}: the disk takes lines again`);
      failure = undefined;
      return true;
    },
    noteFailure(error) {
      const cause = judgeDiskFailure(error);
      if (failure?.cause !== cause) log(`${directory}: the disk refuses lines (${cause}): ${(error as Error).message}`);
      failure = { cause, since: failure?.since ?? new Date(now()).toISOString() };
      return cause;
    },
    notify() {
      for (const listener of listeners) {
        try {
          listener();
        } catch (error) {
          log(`a listener of the journal failed: ${String(error)}`); // it must not stop the writing
        }
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
