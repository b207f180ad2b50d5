import { parseObject } from "../../shared/parse-object.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";
import type { JournalLine, Position } from "../journal/types.ts";

/** A record on its way to a destination. */
export interface OutgoingRecord {
  id: string;
  /** The journal's line. */
  text: string;
  fields: Record<string, unknown>;
  at: Position;
}

/**
 * The record in a line; undefined for what cannot be sent: a damaged line, or one without an id of ours (no receiver could remove its
 * duplicates, and it becomes a header value).
 */
export function readOutgoing({ text, at }: JournalLine): OutgoingRecord | undefined {
  const fields = parseObject(text);
  const id = fields?.id;
  return fields && typeof id === "string" && UUID_PATTERN.test(id) ? { id, text, fields, at } : undefined;
}
