import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { makeDirectory } from "../journal/make-directory.ts";
import type { Settings } from "../../shared/settings.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createSystemClock } from "../alarms/create-system-clock.ts";
import type { AlarmClock } from "../alarms/create-system-clock.ts";
import { createOtlpLink } from "../delivery/otlp-link.ts";
import type { OtlpLink, OtlpLinkOptions } from "../delivery/otlp-link.ts";
import { startsOf } from "../delivery/find-place.ts";
import { createCursor } from "../journal/create-cursor.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { openAlarms } from "./alarms/open-alarms.ts";
import type { OpenAlarms } from "./alarms/open-alarms.ts";
import type { RoomAlertsOptions } from "./alarms/tell-room.ts";
import { checkBinding } from "./check-access.ts";
import { createWriteLimits, DEFAULT_RATE } from "./create-write-limits.ts";
import type { WriteRate } from "./create-write-limits.ts";
import { findSilent } from "./fleet/find-silent.ts";
import type { ExportFindingsOptions } from "./create-export-findings.ts";
import { createExportFindings } from "./create-export-findings.ts";
import { openFleetParts } from "./fleet/open-fleet-parts.ts";
import { createRequestHandler } from "./handle-request.ts";
import { createMetrics } from "./metrics.ts";
import { openServer } from "./open-server.ts";
import type { CollectorServer } from "./open-server.ts";
import { openPcTokens } from "./pc-tokens.ts";
import { openStates } from "./open-states.ts";
import { openStore } from "./open-store.ts";
import type { OpenStore } from "./open-store.ts";
import type { TlsFiles } from "./read-tls-files.ts";
import { createRoutes } from "./routes.ts";
import type { CollectorPart } from "./routes.ts";
import { createTakeRecords } from "./take-records.ts";
import { TOKENS_FILE } from "./token-lines.ts";

export interface CollectorOptions {
  dataDir: string;
  /** 0: any free port. */
  port: number;
  host: string;
  /** Needed on every address but loopback. */
  token?: string;
  /** Tokens of single PCs; `pc-tokens` in the data dir unless told otherwise. */
  tokensFile?: string;
  /** Answers over TLS and no other way. */
  tls?: TlsFiles;
  /** How much each PC may write; DEFAULT_RATE unless told otherwise. */
  rate?: WriteRate;
  limits: Settings["logs"];
  /** The built renderer, for the page about the room's PCs. */
  pageDirectory?: string;
  /** Exports what is stored to an OpenTelemetry receiver. */
  otlp?: CollectorExport;
  /** Sends what the alarms of the PCs say. */
  alerts?: RoomAlertsOptions;
  now: () => number;
  /** The system's own unless told otherwise. */
  clock?: AlarmClock;
  log: (message: string) => void;
}

export interface CollectorExport extends Pick<OtlpLinkOptions, "sendRequest" | "readSecret" | "version"> {
  settings: Settings["otlp"];
}

export interface Collector {
  url: string;
  /** What somebody beside it finds wrong: an alarm of the room. */
  setFindings: OpenAlarms["setFindings"];
  /** Records that wait for the disk, and are not answered yet. */
  countUnwritten(): number;
  /** Answers what is under way, then leaves everything accepted on disk. */
  close(): Promise<void>;
}

interface Stores extends OpenStore {
  alarms: OpenAlarms;
  parts: CollectorPart[];
}

/** Starts the central HTTP server. Rejects for an address that needs a token, a port in use, a data dir that is in use or unreadable. */
export async function createCollector(options: CollectorOptions): Promise<Collector> {
  const { port, host, token, now, log } = options;
  const refusal = checkBinding(host, token);
  if (refusal) throw new Error(refusal);
  const { otlp: wanted, dataDir, clock = createSystemClock(now) } = options;
  const exporting = wanted?.settings.enabled ? { ...wanted, ...openOtlpCursors(dataDir) } : undefined;
  const { journal, store, alarms, parts: stored, close: closeStores } = await openStores(options, exporting?.cursor);

  const otlp =
    exporting && (await openExport({ ...options, ...exporting, journal, onFindings: (found) => alarms.setFindings("otlp", found) }));
  const metrics = createMetrics();
  const pcTokens = openPcTokens(options.tokensFile ?? join(dataDir, TOKENS_FILE), log);
  if (pcTokens.count() > 0 && !token) log("tokens of PCs keep nobody out while there is no token of the collector (--token-file)");
  const { fleet, parts: fleetParts, sessions } = await openFleetParts({ ...options, isSecure: options.tls !== undefined, clock });
  const tellSilent = (): void => alarms.setFindings("fleet", ...findSilent(fleet.silent()));
  const stopListening = fleet.onChange(tellSilent);
  tellSilent();
  const takeRecords = createTakeRecords({ store, metrics, pcTokens, makeId: () => makeUuidV7(now(), randomBytes(10)) });
  const routes = createRoutes({
    journal,
    metrics,
    takeRecords,
    parts: [...fleetParts, ...stored],
    ...(otlp && { exportStatus: otlp.status }),
  });
  const scheme = options.tls ? "https" : "http";
  const limits = createWriteLimits(options.rate ?? DEFAULT_RATE, now, (writer) => {
    metrics.countLimited();
    log(`${writer}: more than one PC may write (--rate); it has to wait`);
  });
  const answer = createRequestHandler({
    routes,
    boundHost: host,
    scheme,
    pcTokens,
    limits,
    log,
    ...(token ? { token } : {}),
    ...(sessions && { sessions }),
  });
  let server: CollectorServer | undefined;
  async function close(): Promise<void> {
    stopListening();
    alarms.release();
    await server?.close();
    pcTokens.close();
    await fleet.close();
    await otlp?.close();
    await closeStores();
  }
  try {
    server = openServer(options, answer);
    server.server.listen(port, host);
    await once(server.server, "listening");
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: urlOf(server.server.address() as AddressInfo, scheme),
    setFindings: alarms.setFindings,
    countUnwritten: () => journal.status().buffered,
    close,
  };
}

/** Of the records, and of what PCs say beyond them. */
async function openStores({ dataDir, limits, alerts, clock, now, log }: CollectorOptions, reader: Cursor | undefined): Promise<Stores> {
  await makeDirectory(dataDir);
  const common = { quarantineDirectory: join(dataDir, "logs", "quarantine"), now, log };
  const records = await openStore({
    ...common,
    directory: join(dataDir, "logs", "mediamtx_errors"),
    indexFile: join(dataDir, "index.sqlite"),
    limits: () => limits,
    readers: () => [reader?.load() ?? []].flat(),
  });
  try {
    const states = await openStates({ ...common, dataDir, limits, askForSigns: () => alarms.askForSigns() });
    const { setTimer } = clock ?? createSystemClock(now);
    const alarms = await openAlarms({ ...common, dataDir, limits, playing: states.watch, setTimer, ...(alerts && { alerts }) });
    const close = async (): Promise<void> => {
      await alarms.close();
      await states.close();
      await records.close();
    };
    return { ...records, alarms, parts: [states, alarms], close };
  } catch (error) {
    await records.close();
    throw error;
  }
}

function openOtlpCursors(dataDir: string): { cursor: Cursor; start: Cursor } {
  const openIn = (directory: string): Cursor => createCursor({ directory, name: "otlp" });
  return { cursor: openIn(join(dataDir, "cursors")), start: openIn(startsOf(dataDir)) };
}

type ExportOptions = CollectorExport &
  Pick<OtlpLinkOptions, "journal" | "cursor" | "start" | "now" | "log"> &
  ExportFindingsOptions & { dataDir: string };

async function openExport({ settings, dataDir, onFindings, ...options }: ExportOptions): Promise<OtlpLink> {
  const note = createExportFindings({ now: options.now, onFindings });
  const link: OtlpLink = createOtlpLink({ ...options, directory: dataDir, random: Math.random, onChange: () => note(link.status()) });
  await link.configure(settings);
  return link;
}

function urlOf({ address, family, port }: AddressInfo, scheme: string): string {
  return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
