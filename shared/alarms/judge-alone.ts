import type { AlarmKind } from "./alarm-kinds.ts";
import type { Reason } from "../reasons.ts";
import type { TileFailure, Verdict } from "./evidence.ts";

/** Both a verdict and a kind of alarm. */
type OwnCause = "credentials" | "udp_path" | "decoder";

/** Who is to blame for a failure that is looked at by itself. */
export function judgeAlone(failure: TileFailure): Verdict {
  return nameOwnCause(failure) ?? (isPublisherGone(failure) ? "camera" : askOthers([failure]));
}

/** What a tile's own failure proves, so that it is no sign of anything wider. */
export function nameOwnCause(failure: TileFailure): OwnCause | undefined {
  const { reason, statusCode, media, path } = failure;
  if (reason === "auth" || statusCode === 401) return "credentials";
  const isPlaying = path?.isAvailable && path.isOnline;
  if (isPlaying && path.isOutboundGrowing && media && !media.arePacketsGrowing) return "udp_path";
  if (media?.arePacketsGrowing && !media.areFramesGrowing && !isPublisherGone(failure)) return "decoder";
  return undefined;
}

/** Nothing arrives, although the server has it, as far as is known. */
export function isCutOff(failure: TileFailure): boolean {
  return failure.media?.arePacketsGrowing === false && !isPublisherGone(failure) && nameOwnCause(failure) === undefined;
}

const NEVER_CONNECTED: ReadonlySet<Reason> = new Set(["ice_failed", "connect_timeout"]);

/**
 * The server took the offer, which it does for what it has, and no media connection came of it. A firewall that lets no UDP through from the
 * beginning shows in nothing else: nothing was ever sent that could be counted.
 */
export function isNeverConnected(failure: TileFailure): boolean {
  return isWithoutConnection(failure.reason) && isCutOff(failure);
}

export function isWithoutConnection(reason: Reason | undefined): boolean {
  return reason !== undefined && NEVER_CONNECTED.has(reason);
}

/** Whether a failure goes on that belongs to such a cause, once that is known. */
export function fitsProvenCause(failure: TileFailure, kind: AlarmKind): kind is OwnCause {
  return judgeAlone(failure) === kind || (kind === "udp_path" && isCutOff(failure));
}

/** The server has the stream, and no browser can play it. */
export function isWithoutPlayableVideo(reason: Reason | undefined): boolean {
  return reason === "unsupported_codec" || reason === "no_video";
}

function isPublisherGone({ reason, path }: TileFailure): boolean {
  return (
    reason === "no_stream" ||
    reason === "source_timeout" ||
    reason === "offline_slate" ||
    (path !== undefined && !(path.isAvailable && path.isOnline))
  );
}

/** What other PCs of the room see of the same streams; of some that are watched there, and not by all the same. */
export function askOthers(failures: readonly TileFailure[]): "local" | "shared" | "unknown" {
  const said = failures.flatMap(({ elsewhere }) => elsewhere ?? []);
  if (said.length === 0) return "unknown";
  return said.filter((word) => word === "plays").length * 2 >= said.length ? "local" : "shared";
}
