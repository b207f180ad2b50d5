import type { DeliveryStatus } from "../../shared/host-status.ts";
import type { Progress } from "./deliver-journal.ts";

/** Not idle before the journal has been read to its end once. */
export const INITIAL_STATUS: DeliveryStatus = { state: "delivering", waiting: 0, held: 0, rejected: 0, delivered: 0, skipped: 0 };

/** The status after something has happened at `time` (ms). `waiting` is counted elsewhere. */
export function nextStatus(status: DeliveryStatus, progress: Progress, time: number): DeliveryStatus {
  switch (progress.kind) {
    case "settled": {
      const { held, dropped } = progress;
      const next = {
        ...status,
        held,
        rejected: status.rejected + progress.rejected,
        delivered: status.delivered + progress.delivered,
        ...(dropped && { dropped: { ...dropped, count: (status.dropped?.count ?? 0) + dropped.count } }),
      };
      if (progress.delivered === 0) return next;
      return { ...withoutTrouble(next), state: "delivering", lastDeliveredAt: toIso(time) };
    }
    case "sentAgain": {
      if (!progress.isTaken) return { ...status };
      const [rejected, delivered] = [Math.max(0, status.rejected - 1), status.delivered + 1];
      return { ...withoutTrouble(status), rejected, delivered, lastDeliveredAt: toIso(time) };
    }
    case "read":
      return {
        ...status,
        state: status.state === "idle" ? "delivering" : status.state,
        skipped: (status.skipped ?? 0) + progress.skipped,
      };
    case "failed": {
      const { kind, message: lastError, statusCode } = progress.failure;
      const state = kind === "retry" ? "retrying" : "misconfigured";
      return { ...withoutTrouble(status), state, lastError, ...withStatus(statusCode), nextAttemptAt: toIso(time + progress.delay) };
    }
    case "holding": {
      const state = progress.isMisconfigured ? "misconfigured" : "retrying";
      const { reason: lastError, statusCode } = progress.refusal;
      return {
        ...withoutTrouble(status),
        state,
        lastError,
        ...withStatus(statusCode),
        held: progress.held,
        nextAttemptAt: toIso(time + progress.delay),
      };
    }
    case "end":
      return progress.held > 0 ? status : { ...withoutTrouble(status), state: "idle", held: 0 };
  }
}

function withoutTrouble({ lastError: _error, statusCode: _code, nextAttemptAt: _next, ...rest }: DeliveryStatus): DeliveryStatus {
  return rest;
}

function withStatus(statusCode: number | undefined): Pick<DeliveryStatus, "statusCode"> {
  return statusCode === undefined ? {} : { statusCode };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
