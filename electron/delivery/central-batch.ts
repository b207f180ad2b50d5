import { z } from "zod";
import type { CentralFeature } from "../../shared/central-features.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import { cutText, toPlainText } from "../../shared/plain-text.ts";
import { NO_SUCH_CALL } from "./central-announcement.ts";
import type { CentralAnnouncement } from "./central-announcement.ts";
import type { CentralClient } from "./central-client.ts";
import type { Outcome, SendResult } from "./destination.ts";
import type { OutgoingRecord } from "./read-outgoing.ts";

/** Many records in one request, for a central that announces that it takes them. */
export interface CentralBatch {
  /** How many records go out together at present: 1 as long as central has not announced more. */
  size(): number;
  /** Undefined when central turns out to take no batches after all, or refuses the first record: that one must then go out alone. */
  send(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<SendResult | undefined>;
}

const LARGEST = 500;
/** How batches grow again after a 413 had halved them: a collector that takes fewer at once refuses every fourth. */
const GROWTH = 1.25;
/** Of central's words about one record, as much as of any other answer of its. */
const LONGEST_REASON = 300;

const answerSchema = z.object({
  accepted: z.int().min(0),
  duplicates: z.int().min(0),
  rejected: z.array(z.object({ id: z.string(), reason: z.string() })),
});

export interface BatchCall {
  feature: CentralFeature;
  /** Behind /api/v1. */
  path: string;
  /** The fewest records that this call is for: fewer have one of their own. */
  least: 1 | 2;
}

const RECORDS: BatchCall = { feature: "batch", path: "/error-logs/mediamtx/batch", least: 2 };

export function createCentralBatch(
  client: CentralClient,
  announcement: CentralAnnouncement,
  { feature, path, least }: BatchCall = RECORDS,
): CentralBatch {
  let size = LARGEST;
  let suspects = 0; // so many of the next records hold one for which a batch was refused

  const giveUp = (): undefined => {
    size = LARGEST;
    announcement.deny(feature);
  };

  /** Outcomes by id; undefined for an answer that does not account for each record. */
  function readAnswer(body: string, records: readonly OutgoingRecord[]): Outcome[] | undefined {
    const { data } = parseSafely(answerSchema, parse(body));
    if (data === undefined || data.accepted + data.duplicates + data.rejected.length !== records.length) return undefined;
    const reasons = new Map(data.rejected.map(({ id, reason }) => [id, reason]));
    // Of two lines with one id it may have taken one: both count as refused, and are sent once more.
    const refused = records.filter(({ id }) => reasons.has(id)).length;
    if (refused < data.rejected.length) return undefined; // it names others than ours: which of ours it has not stored is not known
    return records.map(({ id }): Outcome => {
      const reason = reasons.get(id);
      return reason === undefined
        ? { kind: "delivered" }
        : { kind: "refused", statusCode: 422, reason: cutText(toPlainText(reason), LONGEST_REASON) };
    });
  }

  return {
    size: () => (announcement.features()[feature] ? size : 1),
    async send(records, signal) {
      for (;;) {
        const batch = records.slice(0, Math.min(size, suspects > 0 ? Math.ceil(suspects / 2) : size));
        if (batch.length < least) break;
        const verdict = await client({
          method: "POST",
          path,
          headers: { "Content-Type": "application/x-ndjson" },
          body: batch.map(({ text }) => text + "\n").join(""),
          signal,
        });
        if (verdict.kind === "delivered") {
          const outcomes = readAnswer(verdict.body, batch);
          if (outcomes === undefined) return giveUp();
          suspects = Math.max(0, suspects - batch.length);
          size = Math.min(LARGEST, Math.ceil(size * GROWTH));
          return { kind: "settled", outcomes };
        }
        if (verdict.kind === "misconfigured" && NO_SUCH_CALL.has(verdict.statusCode ?? 0)) return giveUp();
        if (verdict.kind !== "refused") return verdict;
        if (batch.length === 1) {
          suspects = Math.max(0, suspects - 1);
          return { kind: "settled", outcomes: [{ kind: "refused", statusCode: verdict.statusCode, reason: verdict.message }] };
        }
        // Nothing of it was stored. Either it was too long as a whole, or one of its records has to be found.
        if (verdict.statusCode === 413 && batch.length > 2) size = Math.ceil(batch.length / 2);
        else suspects = batch.length;
      }
      suspects = Math.max(0, suspects - 1);
      return undefined;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
