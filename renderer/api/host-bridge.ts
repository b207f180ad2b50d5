import type { PreloadBridge, Result } from "../../shared/api-names.ts";

/** A way to the host that also knows whether the host is there. */
export interface HostBridge extends Omit<PreloadBridge, "pathOf"> {
  /** Only where the host may open what a person has on this PC. */
  pathOf?: PreloadBridge["pathOf"];
  /** Where there are no paths: sends a part of a log's contents. Answers with the folder that `openLogs` opens. */
  sendLogPart?: (part: LogPart, signal: AbortSignal) => Promise<Result<{ path: string }>>;
  /** What was sent so far is not to be opened. */
  discardLogs?: (id: string) => Promise<Result<unknown>>;
  isConnected(): boolean;
  /** Called at each change of `isConnected`. Returns a function that ends it. */
  onConnection(listener: () => void): () => void;
  /** So many calls may wait for an answer at once without starving the others. */
  readonly parallelCalls: number;
}

export interface LogPart {
  /** A UUID, of what is opened together. */
  id: string;
  name: string;
  /** Bytes of this file that were sent before. */
  offset: number;
  bytes: Blob;
}

/** Most bytes of one part. */
export const LOG_PART_BYTES = 4 * 1024 * 1024;
