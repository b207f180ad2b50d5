import type { WebContents } from "electron";
import type { MethodName } from "../../shared/api-names.ts";

/** Which window's page plays which stream, or tries to: of several one does, and the others are its spares. */
export interface StreamHolders {
  /** Every call of a page comes by here. */
  noteCall(page: WebContents, method: MethodName, input: unknown): void;
  /**
   * Of these streams those that end with this page: what it has spoken of; before it has said anything, all that no other page has spoken
   * of. From then on it has said nothing.
   */
  listLost<S extends { id: string }>(streams: readonly S[], page: WebContents): S[];
}

export function createStreamHolders(): StreamHolders {
  const holders = new Map<string, WebContents>();
  return {
    noteCall(page, method, input) {
      if (method !== "reportState") return;
      const { streamId, state } = input as { streamId?: unknown; state?: unknown };
      if (typeof streamId !== "string" || (state !== "up" && state !== "down")) return;
      holders.set(streamId, page);
    },
    listLost(streams, page) {
      for (const [id, holder] of holders) if (holder.isDestroyed() || !streams.some((stream) => stream.id === id)) holders.delete(id);
      const own = streams.filter(({ id }) => holders.get(id) === page);
      for (const { id } of own) holders.delete(id);
      return own.length > 0 ? own : streams.filter(({ id }) => !holders.has(id));
    },
  };
}
