import type { DeliveryStatus } from "../host-status.ts";

/** `behind`: records wait, and central takes them. `stuck`: it has taken none for longer than LONGEST_PAUSE. */
export type DeliveryHealth = "off" | "ok" | "behind" | "stuck" | "misconfigured";

export interface DeliveryMeasure {
  health: DeliveryHealth;
  /** Held ones too. */
  waiting: number;
  /** Records that central will never have, as far as is known now: refused, dropped there, or not to be sent at all. */
  lost: number;
  /** Milliseconds since central last took a record, while any waits; undefined: none waits, or it never took one. */
  silentFor: number | undefined;
}

/** An attempt takes 30 s at most and the longest pause between two is 5 min: beyond that it is no hiccup. */
const LONGEST_PAUSE = 330_000;

export function judgeDelivery(status: DeliveryStatus, now: number): DeliveryMeasure {
  const { state, waiting, rejected, skipped = 0, dropped, lastDeliveredAt } = status;
  const silentFor = waiting === 0 || lastDeliveredAt === undefined ? undefined : Math.max(0, now - Date.parse(lastDeliveredAt));
  return { health: healthOf(state, { waiting, silentFor }), waiting, lost: rejected + skipped + (dropped?.count ?? 0), silentFor };
}

function healthOf(
  state: DeliveryStatus["state"],
  { waiting, silentFor }: { waiting: number; silentFor: number | undefined },
): DeliveryHealth {
  if (state === "off" || state === "misconfigured") return state;
  if (waiting === 0) return "ok";
  const hasTaken = silentFor !== undefined && silentFor <= LONGEST_PAUSE;
  return state === "retrying" && !hasTaken ? "stuck" : "behind";
}
