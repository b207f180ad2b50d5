import { randomBytes } from "node:crypto";
import { statfs } from "node:fs/promises";
import type { ErrorCode, NoOutput } from "../../shared/api-names.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import { redactUrl } from "../../shared/redact.ts";
import { parseStateLine } from "../../shared/state-line.ts";
import type { HostRecord, RecoveryRecord, StateChangeRecord, StateRecord } from "../../shared/state-line.ts";
import type { RecoveryReport, StateReport } from "../../shared/state-report.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { MEGABYTE } from "../journal/plan-retention.ts";
import type { Journal } from "../journal/types.ts";
import { createKnownIds } from "../recorder/known-ids.ts";
import type { OriginProbe } from "../recovery/probe-origin.ts";

export interface StateRecorderOptions {
  journal: Journal;
  /** The journal's folder. */
  directory: string;
  now: () => number;
  originProbe: OriginProbe;
  /** Milliseconds by which the collector's clock is ahead of this PC's; undefined as long as nobody has compared them. */
  clockOffset?: () => number | undefined;
  /** Origin of the host's pages, as a server sees it in their requests. */
  pageOrigin: string;
  /** A line is on disk. */
  onWritten?: (record: StateRecord) => void;
  /** Bytes that are free on the disk of a folder; the system's own answer unless told otherwise. */
  readFree?: (directory: string) => Promise<number>;
}

/** Writes down what pages see of their streams, and what is done about those that fail. */
export interface StateRecorder {
  /** Answers when the line is on disk; rejects (`unavailable`) while the disk's last space is kept for failures. The page sends it again. */
  recordState(report: StateReport): Promise<NoOutput>;
  /** The same of a step of recovery. */
  recordRecovery(report: RecoveryReport): Promise<NoOutput>;
  /** What the host itself has done. */
  recordAction(record: RecoveryRecord): Promise<NoOutput>;
  recordAlive(input: { page: string }): Promise<NoOutput>;
  close(): Promise<void>;
}

/** The disk's last space belongs to the failures: states can become unknown, a failure must be written. */
const SPARED = 16 * MEGABYTE;
const REMEMBERED_LINES = 1_000;
const UNAVAILABLE: ErrorCode = "unavailable";

export function createStateRecorder(options: StateRecorderOptions): StateRecorder {
  const { journal, directory, now, originProbe, pageOrigin, onWritten = () => undefined, readFree = askDisk } = options;
  const { clockOffset = () => undefined } = options;
  // A line that stands there twice says the same as once: a tail that cannot be read is no reason to wait.
  const known = journal.readNewest(REMEMBERED_LINES).then(
    (lines) => createKnownIds(lines.flatMap(({ text }) => parseId(text) ?? [])),
    () => createKnownIds(),
  );
  const underWay = new Map<string, Promise<NoOutput>>();
  const hasRoom = async () => (await readFree(directory).catch(() => Infinity)) >= SPARED;

  async function append(record: StateRecord): Promise<NoOutput> {
    if (!(await hasRoom())) throw Object.assign(new Error("the disk's last space is kept for failures"), { code: UNAVAILABLE });
    await journal.append([toJsonLine(record)]);
    onWritten(record);
    return {};
  }

  async function write(id: string, make: () => StateRecord | Promise<StateRecord>): Promise<NoOutput> {
    const ids = await known;
    if (ids.has(id)) return {};
    await append(await make());
    ids.add(id);
    return {};
  }

  function writeOnce(id: string, make: () => StateRecord | Promise<StateRecord>): Promise<NoOutput> {
    const present = underWay.get(id);
    if (present) return present;
    const answering = write(id, make).finally(() => underWay.delete(id));
    underWay.set(id, answering);
    return answering;
  }

  /** A page only sees "Failed to fetch"; the recorder of failures asks the same probe, which answers both at once. */
  async function makeRecord({
    timestamp,
    streamId,
    state,
    since,
    incidentId,
    whepUrl,
    page,
    id,
    ...report
  }: StateReport): Promise<StateChangeRecord> {
    const reason = report.reason === "network" ? await originProbe.probe(whepUrl, pageOrigin) : report.reason;
    const cause = { ...(incidentId && { incidentId }), ...(reason && { reason }) };
    return { timestamp, streamId, state, since, ...cause, server: serverOf(redactUrl(whepUrl)), page, id };
  }

  /** What the host says by its own clock, and what it knows of that. */
  function stampHost<T extends object>(said: T, offset: number | undefined) {
    const clock = offset === undefined ? {} : { clockOffset: Math.round(offset) };
    return { timestamp: new Date(now()).toISOString(), ...said, ...clock, id: makeUuidV7(now(), randomBytes(10)) };
  }
  const makeHostRecord = (event: HostRecord["event"]): HostRecord => stampHost({ event }, event === "started" ? undefined : clockOffset());

  append(makeHostRecord("started")).catch(() => undefined); // what is not written is unknown
  return {
    recordState: (report) => writeOnce(report.id, () => makeRecord(report)),
    recordRecovery: (report) => writeOnce(report.id, () => makeRecoveryRecord(report)),
    recordAction: append,
    recordAlive: ({ page }) => append(stampHost({ event: "alive" as const, page }, clockOffset())),
    async close() {
      // Closing the journal writes what waits; a disk that refuses is not waited for.
      if (await hasRoom()) journal.append([toJsonLine(makeHostRecord("closed"))]).catch(() => undefined);
      await journal.close();
    },
  };
}

function makeRecoveryRecord(report: RecoveryReport): RecoveryRecord {
  const { timestamp, streamId, incidentId, step, outcome, took, whepUrl, page, id } = report;
  return { timestamp, event: "recovery", streamId, incidentId, step, outcome, took, server: serverOf(redactUrl(whepUrl)), page, id };
}

function parseId(text: string): string | undefined {
  const line = parseStateLine(text);
  return line && "id" in line ? line.id : undefined;
}

async function askDisk(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
