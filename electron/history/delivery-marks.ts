import type { DeliveryState } from "../../shared/log-facets.ts";
import type { LogRow } from "../../shared/log-api.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";
import type { LooseRecord } from "../../shared/log-fields.ts";
import type { Position } from "../journal/types.ts";

/** How far the delivery of the PC's own journal is. Only its own files (those without a user's name) are sent. */
export interface DeliveryMarks {
  isOn: boolean;
  /** Where the first delivery began: what stands before it is never sent. */
  start: Position | undefined;
  /** Everything before this place is settled. Undefined: nothing was ever sent. */
  cursor: Position | undefined;
}

/** What central has said of a record for good; "again": it is to be sent once more. */
export type Rejections = ReadonlyMap<string, NonNullable<LogRow["rejection"]> | "again">;

export function placeKey(segment: string, offset: number): string {
  return `${segment} ${offset}`;
}

export interface MarkedLine {
  file: string;
  offset: number;
  /** Not damaged, and with an id. */
  isSendable: boolean;
}

/** The state of a line. `order`: the file names of the source, in their order. The index asks the same in SQL. */
export function judgeDelivery(line: MarkedLine, context: DeliveryContext): DeliveryState {
  const { marks, rejections, order } = context;
  if (!marks?.cursor || line.file.includes("/")) return "off";
  const isBefore = ({ segment, offset }: Position): boolean =>
    line.file === segment ? line.offset < offset : order.indexOf(line.file) < order.indexOf(segment);
  if (marks.start && isBefore(marks.start)) return "off";
  const isSettled = isBefore(marks.cursor);
  if (!isSettled && !marks.isOn) return "off";
  if (!line.isSendable) return "skipped";
  const rejection = rejections.get(placeKey(line.file, line.offset));
  if (rejection === "again") return "waiting";
  if (rejection) return "rejected";
  return isSettled ? "delivered" : "waiting";
}

/** Central's words about a record, as long as it stands as rejected. */
export function rejectionOf({ file, offset }: { file: string; offset: number }, rejections: Rejections): LogRow["rejection"] {
  const rejection = rejections.get(placeKey(file, offset));
  return rejection === "again" ? undefined : rejection;
}

export interface DeliveryContext {
  /** Undefined: of a source that nobody sends. */
  marks: DeliveryMarks | undefined;
  rejections: Rejections;
  order: readonly string[];
}

export function isSendable(record: LooseRecord | undefined): boolean {
  return typeof record?.id === "string" && UUID_PATTERN.test(record.id);
}
