import { isDeeper, MOST_LEVELS } from "../../shared/is-deeper.ts";
import { parseObject } from "../../shared/parse-object.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import { MAX_BATCH } from "../../shared/record.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";
import { refuse, refuseForNow } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Caller } from "./read-caller.ts";
import { keyById } from "./follow-journal.ts";
import type { KeyOf } from "./follow-journal.ts";
import type { RecordStore } from "./record-store.ts";
import { splitLines } from "./split-lines.ts";

export interface TakeLinesOptions {
  store: RecordStore;
  /** Whether this is a line of the journal that is taken. */
  isOurs: (line: Record<string, unknown>) => boolean;
  keyOf?: KeyOf;
  /** They are on disk. */
  onTaken?: (clientId: string, lines: readonly Record<string, unknown>[]) => void;
}

/** A line of a PC's own journal: ours have some 400 bytes. */
const MOST_LINE_BYTES = 8 * 1024;

type ReadLine = { ok: true; id: string; value: Record<string, unknown>; line: Buffer } | { ok: false; id?: string; reason: string };

/**
 * Answers a batch of lines of a PC's journal, once what it calls stored is on disk: each with the `clientId` of the PC that sent it, once for each
 * id. A bad line is reported and does not hold up the others.
 */
export function createTakeLines({ store, isOurs, keyOf = keyById, onTaken }: TakeLinesOptions) {
  function readLine(bytes: Buffer, clientId: string): ReadLine {
    const value = parseObject(bytes.toString("utf8"));
    if (!value) return { ok: false, reason: "not a JSON object" };
    const { id, clientId: named } = value;
    if (typeof id !== "string" || !UUID_PATTERN.test(id)) return { ok: false, reason: "id: a UUID" };
    if (bytes.length > MOST_LINE_BYTES)
      return { ok: false, id, reason: `a line has at most ${MOST_LINE_BYTES} bytes, this one has ${bytes.length}` };
    if (isDeeper(value)) return { ok: false, id, reason: `nested deeper than ${MOST_LEVELS} levels` };
    if (named !== undefined) return { ok: false, id, reason: "clientId: that is said by whoever takes the line" };
    if (!isOurs(value)) return { ok: false, id, reason: "none of the lines that are taken here" };
    return { ok: true, id: keyOf({ ...value, id }), value, line: Buffer.from(toJsonLine({ ...value, clientId })) };
  }

  return async (body: Buffer, { clientId }: Caller): Promise<Answer> => {
    if (clientId === undefined) return refuse(422, "whose lines are these? User-Agent: MTXWatch/<version> (<client id>)");
    const { lines, count } = splitLines(body, MAX_BATCH.records);
    if (count > MAX_BATCH.records) return refuse(413, `a batch has at most ${MAX_BATCH.records} lines, not ${count}`);
    const read = lines.map((line) => readLine(line, clientId));
    const good = read.filter((line) => line.ok);
    const result = await store.store(good);
    if (result.kind === "unavailable") return refuseForNow(`the disk takes nothing: ${result.cause}`);
    onTaken?.(
      clientId,
      good.map(({ value }) => value),
    );
    const duplicates = result.isDuplicate.filter(Boolean).length;
    const rejected = read.flatMap((line) => (line.ok ? [] : [{ id: line.id ?? null, reason: line.reason }]));
    return { status: 200, body: { accepted: good.length - duplicates, duplicates, rejected } };
  };
}
