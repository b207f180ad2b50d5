import { z } from "zod";
import { heartbeatSchema, MAX_HEARTBEAT_BYTES } from "../../../shared/heartbeat.ts";
import type { FleetView } from "../../../shared/fleet/fleet-view.ts";
import { parseObject } from "../../../shared/parse-object.ts";
import { parseSafely } from "../../../shared/parse-safely.ts";
import { cutText, toPlainText } from "../../../shared/plain-text.ts";
import { refuse, refuseForNow } from "../answer.ts";
import type { Answer } from "../answer.ts";
import type { Caller } from "../read-caller.ts";
import type { CollectorPart } from "../routes.ts";
import { MOST_PCS } from "./create-fleet.ts";
import type { Fleet } from "./create-fleet.ts";
import { formatFleet } from "./fleet-metrics.ts";

const CLIENTS = "/api/v1/clients";
const LONGEST_REASON = 500;

const forgetSchema = z.object({ clientId: z.string() });

export interface FleetPartOptions {
  fleet: Fleet;
  /** Unix milliseconds. */
  now: () => number;
  /** Whoever asks about the PCs has brought a token. */
  needsToken: boolean;
}

/** What PCs say of themselves, and what is asked about them. */
export function createFleetPart({ fleet, now, needsToken }: FleetPartOptions): CollectorPart {
  async function takeHeartbeat(body: Buffer, caller: Caller): Promise<Answer> {
    const read = readBody(heartbeatSchema, body);
    if (!read.ok) return read.answer;
    if (caller.clientId !== undefined && caller.clientId !== read.value.clientId) {
      return refuse(403, "a PC speaks for itself only: clientId is another one than User-Agent names");
    }
    try {
      if ((await fleet.take(read.value)) === "full") return refuseForNow(`this collector keeps ${MOST_PCS} PCs, and none of them has left`);
    } catch (error) {
      return refuseForNow(`the disk does not take it: ${(error as Error).message}`);
    }
    return { status: 200, body: { status: "ok", time: writeTime() } };
  }

  async function forget(body: Buffer): Promise<Answer> {
    const read = readBody(forgetSchema, body);
    if (!read.ok) return read.answer;
    try {
      return (await fleet.forget(read.value.clientId.toLowerCase()))
        ? { status: 200, body: { status: "ok" } }
        : refuse(422, "clientId: there is no such PC");
    } catch (error) {
      return refuseForNow(`the disk does not take it: ${(error as Error).message}`);
    }
  }

  const describeFleet = (): FleetView => ({ at: writeTime(), pcs: fleet.pcs(), needsToken });
  const writeTime = (): string => new Date(now()).toISOString();
  const json = { method: "POST", accepts: "application/json", maxBytes: MAX_HEARTBEAT_BYTES } as const;
  return {
    feature: "heartbeat",
    routes: [
      { ...json, path: `${CLIENTS}/heartbeat`, isForPcs: true, answer: takeHeartbeat },
      { ...json, path: `${CLIENTS}/forget`, answer: forget },
      { method: "GET", path: CLIENTS, answer: () => ({ status: 200, body: describeFleet() }) },
    ],
    formatMetrics: () => formatFleet(fleet.pcs(), now()),
  };
}

type Read<T> = { ok: true; value: T } | { ok: false; answer: Answer };

function readBody<T extends z.ZodType>(schema: T, body: Buffer): Read<z.output<T>> {
  const value = parseObject(body.toString("utf8"));
  if (value === undefined) return { ok: false, answer: refuse(400, "not a JSON object") };
  const parsed = parseSafely(schema, value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const reason = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`).join("; ");
  return { ok: false, answer: refuse(422, cutText(toPlainText(reason), LONGEST_REASON)) };
}
