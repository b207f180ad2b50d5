import { ERROR_TYPES } from "../../shared/reasons.ts";
import type { ErrorType } from "../../shared/reasons.ts";
import { describeMetric, writeSample } from "./metric-text.ts";
import type { DeliveryStatus, JournalStatus } from "../../shared/host-status.ts";

export interface Metrics {
  /** `bytes` of its line, without the LF. */
  countStored(errorType: ErrorType, bytes: number): void;
  countDuplicate(): void;
  countRejected(): void;
  /** A PC has written so much that it has to wait. */
  countLimited(): void;
  /** Prometheus' text format, version 0.0.4. */
  format(journal: JournalStatus, exported?: DeliveryStatus): string;
}

/** Counts since the start of this process, as Prometheus expects of counters. */
export function createMetrics(): Metrics {
  const stored = new Map<ErrorType, number>(ERROR_TYPES.map((errorType) => [errorType, 0]));
  let storedBytes = 0;
  let duplicates = 0;
  let rejected = 0;
  let limited = 0;
  return {
    countStored(errorType, bytes) {
      stored.set(errorType, stored.get(errorType)! + 1);
      storedBytes += bytes + 1;
    },
    countDuplicate: () => void duplicates++,
    countRejected: () => void rejected++,
    countLimited: () => void limited++,
    format: (journal, exported) =>
      [
        ...describeMetric("records_stored_total", "counter", "Records written to the journal."),
        ...Array.from(stored, ([errorType, count]) => writeSample("records_stored_total", { error_type: errorType }, count)),
        ...describeMetric("stored_bytes_total", "counter", "Bytes written to the journal.", storedBytes),
        ...describeMetric("records_duplicate_total", "counter", "Records that were there already.", duplicates),
        ...describeMetric("records_rejected_total", "counter", "Records that were refused for their form.", rejected),
        ...describeMetric("writers_limited_total", "counter", "Times that a PC wrote so much that it had to wait.", limited),
        ...describeMetric(
          "journal_up",
          "gauge",
          "1 while the disk takes records, 0 while it refuses them.",
          journal.state === "ok" ? 1 : 0,
        ),
        ...describeMetric("journal_buffered_records", "gauge", "Records that wait in memory for the disk.", journal.buffered),
        ...describeMetric("journal_lost_records_total", "counter", "Records that a full buffer has dropped.", journal.lost),
        ...(exported ? describeExport(exported) : []),
        "",
      ].join("\n"),
  };
}

function describeExport({ waiting, delivered, rejected, dropped, state }: DeliveryStatus): string[] {
  return [
    ...describeMetric(
      "otlp_up",
      "gauge",
      "1 while the OpenTelemetry receiver takes records.",
      state === "idle" || state === "delivering" ? 1 : 0,
    ),
    ...describeMetric("otlp_waiting_records", "gauge", "Records that the OpenTelemetry receiver does not have yet.", waiting),
    ...describeMetric("otlp_delivered_total", "counter", "Records that the OpenTelemetry receiver has taken.", delivered),
    ...describeMetric("otlp_rejected_total", "counter", "Records that it has refused for their form.", rejected),
    ...describeMetric(
      "otlp_dropped_total",
      "counter",
      "Records of which it says, having taken them, that it dropped them.",
      dropped?.count ?? 0,
    ),
  ];
}
