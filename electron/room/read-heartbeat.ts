import { createHash } from "node:crypto";
import type { Heartbeat } from "../../shared/heartbeat.ts";
import type { HostStatus } from "../../shared/host-status.ts";
import type { ClientIdentity } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import type { StreamState } from "../../shared/state-line.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { readTimestamp } from "../journal/read-timestamp.ts";
import type { ReadableJournal } from "../journal/types.ts";

export interface HeartbeatFacts {
  client: () => ClientIdentity;
  settings: () => Settings;
  /** How many streams of the settings are in each state. */
  countStreams: () => Record<StreamState, number>;
  status: () => Pick<HostStatus, "journal" | "delivery">;
  journal: Pick<ReadableJournal, "read">;
  /** How far central has the failures. */
  cursor: Pick<Cursor, "load">;
}

/** How it stands on this PC. */
export async function readHeartbeat(facts: HeartbeatFacts): Promise<Heartbeat> {
  const { id, hostName, ...named } = facts.client();
  const settings = facts.settings();
  const { journal, delivery } = facts.status();
  const oldestUnsent = delivery.waiting > 0 ? await readOldestUnsent(facts) : undefined;
  return {
    clientId: id,
    ...named,
    ...(settings.privacy.hostName && hostName !== undefined ? { hostName } : {}),
    settingsVersion: hashSettings(settings),
    streams: facts.countStreams(),
    backlog: delivery.waiting,
    ...(oldestUnsent === undefined ? {} : { oldestUnsent }),
    ...(journal.disk ? { diskFree: journal.disk.free } : {}),
  };
}

/** One record as long as the longest. */
const ONE_LINE = { lines: 1, bytes: 64 * 1024 };

async function readOldestUnsent({ journal, cursor }: HeartbeatFacts): Promise<string | undefined> {
  const from = cursor.load();
  const [line] = from ? await journal.read(from, ONE_LINE) : [];
  const time = line && readTimestamp(Buffer.from(line.text));
  return time === undefined ? undefined : new Date(time).toISOString();
}

/** Eight hexadecimal digits. What names the PC is left out: it is to differ. */
function hashSettings(settings: Settings): string {
  const shared = JSON.stringify({ ...settings, client: undefined });
  return createHash("sha256").update(shared).digest("hex").slice(0, 8);
}
