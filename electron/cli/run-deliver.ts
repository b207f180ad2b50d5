import { existsSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { DeliveryStatus } from "../../shared/host-status.ts";
import { deliverBacklog } from "../delivery/deliver-backlog.ts";
import { createUndiciTransport } from "../delivery/send-request-undici.ts";
import { readClientId } from "../settings/client-id.ts";
import { lookAtSettings } from "../settings/look-at-settings.ts";
import { createSecrets } from "../settings/secrets.ts";
import type { DeliverArguments } from "./deliver-arguments.ts";

export interface DeliverOutput {
  env: NodeJS.ProcessEnv;
  /** What came of it. */
  write: (text: string) => void;
  /** Progress and trouble. */
  say: (message: string) => void;
  /** Stops it; what was not delivered stays where it is. */
  signal: AbortSignal;
}

/** Milliseconds between two words of progress. */
const PROGRESS_INTERVAL = 1_000;

/** Sends the backlog of a rescued data dir. True when nothing is left. Rejects with words for people when it cannot begin. */
export async function runDeliver(args: DeliverArguments, { env, write, say, signal }: DeliverOutput): Promise<boolean> {
  const { dataDir } = args;
  if (!existsSync(join(dataDir, "logs", "mediamtx_errors"))) throw new Error(`${dataDir} is no data dir: it has no logs/mediamtx_errors`);
  const clientId = readClientId(dataDir);
  if (clientId === undefined) throw new Error(`${dataDir} has no readable client-id: central could not know whose records they are`);
  const { central } = lookAtSettings({ dataDir, isOwn: true });
  const url = args.url ?? (central.enabled ? central.url : "");
  if (url === "") throw new Error(`the settings of ${dataDir} name no central: say where with --url`);
  const token = args.token ?? (await createSecrets({ env, log: say }).read(central.secretRef || "central"));

  const transport = createUndiciTransport();
  try {
    const { status, end } = await deliverBacklog({
      dataDir,
      url,
      ...(token === undefined ? {} : { token }),
      identity: { version: packageJson.version, clientId },
      sendRequest: transport.sendRequest,
      now: Date.now,
      random: Math.random,
      log: say,
      onStatus: createProgress(say, (waiting) => `${waiting} records of client ${clientId} wait; they go to ${url}`),
      signal,
    });
    write(`${describeOutcome(status)}\n`);
    if (end === "stopped") say("stopped; a second call goes on from here");
    if (end === "failed") say(`central does not take the rest (${status.lastError ?? "no reason given"}); a second call goes on from here`);
    return end === "done";
  } finally {
    await transport.close();
  }
}

/** Says the first status in words of its own, then at most one a second. */
function createProgress(say: (message: string) => void, describeFirst: (waiting: number) => string): (status: DeliveryStatus) => void {
  let saidAt: number | undefined;
  return (status) => {
    if (saidAt === undefined) {
      saidAt = 0;
      return say(describeFirst(status.waiting));
    }
    if (performance.now() - saidAt < PROGRESS_INTERVAL || status.delivered === 0) return;
    saidAt = performance.now();
    say(describeOutcome(status));
  };
}

function describeOutcome({ delivered, rejected, skipped = 0, waiting }: DeliveryStatus): string {
  const parts = [`${delivered} delivered`, `${rejected} rejected`, ...(skipped > 0 ? [`${skipped} damaged or without an id`] : [])];
  return `${parts.join(", ")}; ${waiting} left`;
}
