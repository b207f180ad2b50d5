import { decideLine } from "../../shared/incident.ts";
import type { IncidentMemory } from "../../shared/incident.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import type { Diagnosis } from "../../shared/finding.ts";
import type { ClientIdentity, ErrorRecord, ErrorReport, RecordedFailure } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Journal } from "../journal/types.ts";
import type { OriginProbe } from "../recovery/probe-origin.ts";
import { createKnownIds } from "./known-ids.ts";
import type { KnownIds } from "./known-ids.ts";
import { makeRecord, refineMessage } from "./make-record.ts";

export interface RecorderOptions {
  journal: Journal;
  settings: () => Settings;
  client: () => ClientIdentity;
  originProbe: OriginProbe;
  /** Origin of the host's pages, as a server sees it in their requests. */
  pageOrigin: string;
  /** The last finding for a stream; nobody waits for one. */
  diagnosis: (streamId: string) => Diagnosis | undefined;
  onWritten: (record: ErrorRecord) => void;
}

export interface Recorder {
  /** Answers when the line is on disk, or when this failure needs none of its own; rejects when the line was lost. */
  record(report: ErrorReport): Promise<RecordedFailure>;
}

/** So many incidents are remembered; one that is forgotten writes every attempt for ten minutes again. */
const MOST_INCIDENTS = 4_096;
const REMEMBERED_LINES = 10_000;

export function createRecorder(options: RecorderOptions): Recorder {
  const { journal, settings, client, originProbe, pageOrigin, diagnosis, onWritten } = options;
  let loading: Promise<KnownIds> | undefined;
  const underWay = new Map<string, Promise<RecordedFailure>>();
  const incidents = new Map<string, IncidentMemory>();

  /** Reading the ids does not hold up the start; only the first reports wait for it, and a disk that refuses is asked again. */
  function loadKnownIds(): Promise<KnownIds> {
    loading ??= readKnownIds(journal).then(createKnownIds, (error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function recordOnce(report: ErrorReport): Promise<RecordedFailure> {
    const known = await loadKnownIds();
    const { id, reason, errorMessage } = report;
    return known.has(id) ? { id, reason, errorMessage } : write(report, known);
  }

  async function write(report: ErrorReport, ids: KnownIds): Promise<RecordedFailure> {
    const { reason, errorMessage } = await findCause(report);
    const answer = { id: report.id, reason, errorMessage };
    const { incidentId } = report.detail;
    const attempt = { at: Date.parse(report.timestamp), reason, statusCode: report.statusCode };
    const before = incidents.get(incidentId);
    const decision = decideLine(before, attempt, settings().logs.repeatSeconds);
    remember(incidentId, decision.memory);
    if (!decision.write) {
      ids.add(report.id);
      return answer;
    }
    const { privacy } = settings();
    const known = report.detail.mainStream ? undefined : diagnosis(report.streamId);
    const found = { reason, errorMessage, attempts: decision.attempts, ...(known && { diagnosis: known }) };
    const record = makeRecord(report, { client: client(), privacy, ...found });
    try {
      await journal.append([toJsonLine(record)]);
    } catch (error) {
      // The page sends it again: that must not meet a memory of a line that was never written, and be told that it needs none.
      if (incidents.get(incidentId) === decision.memory) forget(incidentId, before);
      throw error;
    }
    ids.add(report.id);
    onWritten(record);
    return answer;
  }

  async function findCause(report: ErrorReport): Promise<Pick<RecordedFailure, "reason" | "errorMessage">> {
    if (report.reason !== "network") return report;
    const reason = await originProbe.probe(report.whepUrl, pageOrigin);
    return { reason, errorMessage: refineMessage(report.errorMessage, reason, report.whepUrl) };
  }

  function remember(incidentId: string, memory: IncidentMemory): void {
    incidents.delete(incidentId); // put again at the end: the first key is the one longest unheard of
    incidents.set(incidentId, memory);
    if (incidents.size <= MOST_INCIDENTS) return;
    const [oldest] = incidents.keys();
    if (oldest !== undefined) incidents.delete(oldest);
  }

  function forget(incidentId: string, before: IncidentMemory | undefined): void {
    if (before) incidents.set(incidentId, before);
    else incidents.delete(incidentId);
  }

  loadKnownIds().catch(() => undefined); // the first report asks again
  return {
    record(report) {
      const present = underWay.get(report.id);
      if (present) return present;
      const answering = recordOnce(report).finally(() => underWay.delete(report.id));
      underWay.set(report.id, answering);
      return answering;
    },
  };
}

/** Ids of the journal's last lines, newest first: a page whose report was written just before a crash sends it again. */
async function readKnownIds(journal: Journal): Promise<string[]> {
  const lines = await journal.readNewest(REMEMBERED_LINES);
  return lines.flatMap(({ text }) => /"id":"([0-9a-f-]{36})"/i.exec(text)?.[1] ?? []);
}
