import type { CentralTest } from "../../shared/setup-api.ts";
import type { CentralAnnouncement } from "./central-announcement.ts";
import { createCentralBatch } from "./central-batch.ts";
import type { CentralClient } from "./central-client.ts";
import type { Destination, Refusal, SendResult } from "./destination.ts";
import type { FormMemory } from "./form-memory.ts";
import type { OutgoingRecord } from "./read-outgoing.ts";
import { shapeRecord } from "./record-forms.ts";

/** The central server of spec section 4: the seed's call for one record, a batch where that is announced. */
export function createCentral(client: CentralClient, announcement: CentralAnnouncement, forms: FormMemory): Destination {
  const batch = createCentralBatch(client, announcement);

  /** One record, in one form after another until central takes it. */
  async function sendOne(record: OutgoingRecord, signal: AbortSignal): Promise<SendResult> {
    const hasStatus = typeof record.fields.statusCode === "number";
    let refusal: Refusal | undefined;
    let isTooLarge = false;
    for (const form of forms.inOrder(hasStatus)) {
      const verdict = await client({
        method: "POST",
        path: "/error-logs/mediamtx",
        headers: { "Content-Type": "application/json", "Idempotency-Key": record.id },
        body: shapeRecord(record, form),
        signal,
      });
      if (verdict.kind === "delivered") {
        // A record too large in full says nothing about the forms that central knows: the next one is sent in full again.
        if (!isTooLarge) await forms.remember(hasStatus, form);
        return { kind: "settled", outcomes: [{ kind: "delivered" }] };
      }
      if (verdict.kind !== "refused") return verdict;
      isTooLarge ||= verdict.statusCode === 413;
      refusal = { kind: "refused", statusCode: verdict.statusCode, reason: verdict.message };
    }
    return { kind: "settled", outcomes: [refusal!] };
  }

  return {
    async send(records, signal) {
      if (records.length > 1 && batch.size() > 1) {
        const result = await batch.send(records, signal);
        if (result) return result;
      }
      const result = await sendOne(records[0]!, signal);
      // Asked when central is known to be there: an outage is probed by one request at a time.
      if (result.kind === "settled") await announcement.askIfDue(signal);
      return result;
    },
    async learnAnew() {
      announcement.forget();
      await forms.forget();
    },
  };
}

/** Reads one record and writes nothing. */
export async function askCentral(client: CentralClient, signal: AbortSignal): Promise<CentralTest> {
  const verdict = await client({ method: "GET", path: "/error-logs/mediamtx/latest?limit=1", signal });
  if (verdict.kind === "delivered") return { ok: true };
  const { message, statusCode } = verdict;
  return { ok: false, message, ...(statusCode === undefined ? {} : { statusCode }) };
}
