import { randomUUID } from "node:crypto";
import type { StreamFault } from "./media-faults.ts";

/** A path's source as the server's Control API tells of it. `slate`: the server's own clip in the camera's place. */
export type SourceState = "publishing" | "silent" | "damaged" | "slate" | "absent" | "unreachable";

export function sourceStateOf(fault: StreamFault | undefined): SourceState {
  switch (fault?.fault) {
    case "no_packets":
      return "silent";
    case "bad_source":
      return "damaged";
    case "slate":
      return "slate";
    case "no_stream":
      return "absent";
    case "source_down":
    case "hold":
      return "unreachable";
    default:
      return "publishing";
  }
}

/** The fields of a path in the API that depend on its source, as observed on v1.20.1. */
export interface SourceFields {
  available: boolean;
  availableTime: string | null;
  online: boolean;
  onlineTime: string | null;
  source: { type: string; id: string } | null;
  inboundBytes: number;
  inboundFramesInError: number;
}

export interface MediaSource {
  set(state: SourceState): void;
  fields(): SourceFields;
}

/** What MediaMTX writes for a time that never was. */
const NEVER = "0001-01-01T00:00:00Z";

/** Counts what flows in whether somebody looks or not, as a camera does; the pictures themselves are only drawn for readers. */
export function createMediaSource({ bytesPerSecond, framesPerSecond }: { bytesPerSecond: number; framesPerSecond: number }): MediaSource {
  const id = randomUUID();
  let state: SourceState = "publishing";
  let since = new Date().toISOString();
  let countedAt = performance.now();
  let [bytes, framesInError] = [0, 0];

  const count = (): void => {
    const seconds = (performance.now() - countedAt) / 1_000;
    countedAt = performance.now();
    if (state === "publishing" || state === "damaged" || state === "slate") bytes += seconds * bytesPerSecond;
    if (state === "damaged") framesInError += seconds * framesPerSecond;
  };

  return {
    set(next) {
      count();
      if (isAvailable(next) && !isAvailable(state)) {
        since = new Date().toISOString();
        [bytes, framesInError] = [0, 0];
      }
      state = next;
    },
    fields() {
      count();
      const available = isAvailable(state);
      // A source that is pulled counts as online as soon as it exists.
      const online = state !== "slate" && state !== "absent";
      return {
        available,
        availableTime: available ? since : null,
        online,
        onlineTime: state === "unreachable" ? NEVER : online ? since : null,
        source: state === "unreachable" ? { type: "rtspSource", id: "" } : online ? { type: "rtspSession", id } : null,
        inboundBytes: available ? Math.round(bytes) : 0,
        inboundFramesInError: available ? Math.round(framesInError) : 0,
      };
    },
  };
}

function isAvailable(state: SourceState): boolean {
  return state !== "absent" && state !== "unreachable";
}
