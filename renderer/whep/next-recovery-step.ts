import type { Reason } from "../../shared/reasons.ts";
import type { TileStep } from "../../shared/state-line.ts";

/** What is known when a session has failed and something is to be done. */
export interface RecoveryCase {
  /** Why it failed. */
  reason: Reason;
  /** False: switched off (settings, `recovery.automatic`). */
  isAutomatic: boolean;
  /** The server has given it an address. */
  hasAddress: boolean;
  /** It is down, or has just left another session's question unanswered. */
  isOriginDown: boolean;
  /** What this session has been through since the stream was last healthy. */
  tried: ReadonlySet<TileStep>;
}

/**
 * The next step. Waiting comes before all others, and is over: a stall is called so after four seconds without a frame (STALL_TICKS). What may
 * bring the frames of the same session back is tried once; a server that has ended the session, or that does not answer, needs another one.
 */
export function nextRecoveryStep({ reason, isAutomatic, hasAddress, isOriginDown, tried }: RecoveryCase): TileStep {
  if (!isAutomatic || isOriginDown) return "new_session";
  // Packets arrive, and what makes pictures of them is stuck: it begins anew with another MediaStream.
  if (reason === "stalled_no_frames" && !tried.has("new_stream")) return "new_stream";
  // The way of the packets is lost; the server may know another one.
  if (reason === "stalled_no_packets" && hasAddress && !tried.has("ice_restart")) return "ice_restart";
  return "new_session";
}
