/** One event of a stream of server-sent events. */
export interface ServerEvent {
  event: string;
  data: string;
  /** "": it has none. */
  id: string;
}

/** A longer one is no event of a collector's. */
const LONGEST = 1024 * 1024;

/** Reads a stream of server-sent events piece by piece; comments, unknown fields and what has no end are passed over. */
export function createEventReader(onEvent: (event: ServerEvent) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = "";
  return (chunk) => {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    if (rest.length > LONGEST) rest = "";
    for (const block of blocks) {
      const event: ServerEvent = { event: "message", data: "", id: "" };
      for (const line of block.split("\n")) {
        const [, name, value = ""] = /^(event|data|id): ?(.*)$/s.exec(line) ?? [];
        if (name) event[name as keyof ServerEvent] = value;
      }
      if (event.data !== "") onEvent(event);
    }
  };
}
