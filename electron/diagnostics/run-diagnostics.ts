import { createSecureContext } from "node:tls";
import type { SecureContext } from "node:tls";
import type { HostStatus } from "../../shared/host-status.ts";
import type { Check, CheckTarget, Diagnostics } from "../../shared/diagnostics/check.ts";
import { judgeOwnClock } from "../../shared/diagnostics/judge-clock.ts";
import type { SessionSeen } from "../../shared/diagnostics/judge-server.ts";
import type { Settings } from "../../shared/settings.ts";
import { readAuthorities } from "../delivery/read-authorities.ts";
import type { SendRequest } from "../delivery/types.ts";
import { limitParallel } from "../recovery/limit-parallel.ts";
import { checkCentral } from "./check-central.ts";
import { CHECKED_CHANNELS, checkChannel } from "./check-channels.ts";
import { createCheckDesk } from "./check-desk.ts";
import type { CheckDesk } from "./check-desk.ts";
import { checkHost } from "./check-host.ts";
import { checkOtlp } from "./check-otlp.ts";
import { checkServer } from "./check-server.ts";

export interface DiagnosticsOptions {
  settings: Settings;
  dataDir: string;
  identity: { version: string; clientId: string };
  hostName: string;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  sendRequest: SendRequest;
  now: () => number;
  /** Of a running app. */
  status?: () => HostStatus;
  /** What the pages see of their streams; without a page nobody plays. */
  sessions?: readonly SessionSeen[];
  /** Certificates (PEM) of authorities that are trusted; Node's and this machine's unless told otherwise. */
  authorities?: () => string[];
  /** Ends it sooner. */
  signal?: AbortSignal;
  /** Milliseconds for all of it: 18 s unless told otherwise. What is not known then is said to be late. */
  longest?: number;
}

const LONGEST = 18_000;
/** Servers that are looked at together. */
const MOST_SERVERS = 64;

/** Looks at everything that the settings name, and changes nothing anywhere. Never rejects; calls `onCheck` for each line as it begins and as it is known. */
export async function runDiagnostics(options: DiagnosticsOptions, onCheck: (check: Check) => void = () => undefined): Promise<Diagnostics> {
  const { settings, now, status, sessions = [], authorities = readAuthorities, longest = LONGEST } = options;
  const at = new Date(now()).toISOString();
  const checks = new Map<string, Check>();
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), longest);
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const note = (check: Check): void => {
    checks.set(check.id, check);
    onCheck(check);
  };
  const deskOf = (targetId: string): CheckDesk => createCheckDesk(targetId, { signal, onCheck: note });
  /** A part that is broken says so, and stops no other. */
  const runPart = async (target: CheckTarget, part: () => Promise<void>, targetId = ""): Promise<void> => {
    try {
      await part();
    } catch (error) {
      deskOf(targetId).begin({ target, name: "answer", place: "" })({ code: "broken", said: String(error) });
    }
  };
  let context: SecureContext | undefined;
  const trust = (): SecureContext => (context ??= createSecureContext({ ca: authorities() }));
  const offsets: number[] = [];
  const onOffset = (offset: number): void => void offsets.push(offset);
  const limit = limitParallel(MOST_SERVERS);

  const pc: CheckTarget = { kind: "pc", name: options.hostName };
  const settleClock = deskOf("").begin({ target: pc, name: "ownClock", place: "" });
  const limits = { minFreeMegabytes: settings.logs.minFreeMegabytes };
  const parts = [runPart(pc, () => checkHost(deskOf(""), pc, { ...options, ...limits, status }))];
  for (const server of settings.servers) {
    const streams = settings.streams.filter(({ serverId }) => serverId === server.id);
    const ids = new Set(streams.map(({ id }) => id));
    const seen = sessions.filter(({ streamId }) => ids.has(streamId));
    const check = () => checkServer(deskOf(server.id), { ...options, server, streams, sessions: seen, trust, onOffset });
    parts.push(runPart({ kind: "server", name: server.name || server.id }, () => limit(check), server.id));
  }
  const delivery = status?.().delivery ?? { waiting: 0 };
  const central = () => checkCentral(deskOf(""), { ...options, central: settings.central, trust, delivery, onOffset });
  parts.push(runPart({ kind: "central", name: "" }, central));
  const common = { ...options, version: options.identity.version, alerts: settings.alerts, authorities, trust };
  const otlp: CheckTarget = { kind: "otlp", name: "" };
  parts.push(runPart(otlp, () => checkOtlp(deskOf(""), otlp, { ...common, otlp: settings.otlp })));
  for (const channel of CHECKED_CHANNELS) parts.push(runPart({ kind: channel, name: "" }, () => checkChannel(deskOf(""), channel, common)));
  await Promise.all(parts);
  settleClock(judgeOwnClock(offsets));
  clearTimeout(timer);
  return { at, checks: [...checks.values()] };
}
