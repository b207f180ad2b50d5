import type { Evidence, TileFailure } from "../../shared/alarms/evidence.ts";
import { LONGEST_SILENCE } from "../../shared/state-line.ts";
import type { OthersDesk, OthersSay } from "./create-others-desk.ts";

/**
 * A PC notices within five seconds that a picture is gone, and its clock may be a few seconds off: what another one said so long after it
 * went here, it said of what it saw then. Milliseconds.
 */
const SETTLED_AFTER = 10_000;
/** So long others are asked again and again: their answer is to be there before the first message, which goes out 30 s after the failure. Milliseconds. */
const ASKED_FOR = 40_000;

/** Adds what other PCs see of the streams that fail here. */
export function sayOfOthers(evidence: Evidence, others: Pick<OthersDesk, "ask" | "of">): Evidence {
  const { at, tiles } = evidence;
  const since = tiles.flatMap(({ failure }) => failure?.since ?? []);
  if (since.length === 0) return evidence;
  others.ask(Math.max(...since) + ASKED_FOR);
  return {
    ...evidence,
    tiles: tiles.map((tile) => {
      const elsewhere = tile.failure && judgeOthers(tile.failure, others.of(tile.streamId), at);
      return tile.failure && elsewhere ? { ...tile, failure: { ...tile.failure, elsewhere } } : tile;
    }),
  };
}

function judgeOthers({ since }: TileFailure, { playsAt, failsAt }: OthersSay, at: number): TileFailure["elsewhere"] {
  const holds = (said: number | undefined): boolean => said !== undefined && said >= since + SETTLED_AFTER && at - said <= LONGEST_SILENCE;
  if (holds(playsAt)) return "plays";
  return holds(failsAt) ? "fails" : undefined;
}
