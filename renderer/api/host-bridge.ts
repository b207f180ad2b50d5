import type { PreloadBridge } from "../../shared/api-names.ts";

/** A way to the host that also knows whether the host is there. */
export interface HostBridge extends PreloadBridge {
  isConnected(): boolean;
  /** Called at each change of `isConnected`. Returns a function that ends it. */
  onConnection(listener: () => void): () => void;
  /** So many calls may wait for an answer at once without starving the others. */
  readonly parallelCalls: number;
}
