import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createControlRoom } from "../../../electron/control-room.ts";
import type { ControlRoomOptions } from "../../../electron/control-room-types.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import { createWebHost } from "../../../electron/web/create-web-host.ts";
import { createApi } from "../../../renderer/api/connect-api.ts";
import { createErrorReporter } from "../../../renderer/api/error-reporter.ts";
import { createHttpBridge } from "../../../renderer/api/http-bridge.ts";
import { createStateReporter } from "../../../renderer/api/state-reporter.ts";
import type { AttemptFailure } from "../../../renderer/whep/types.ts";
import type { AlarmEvent } from "../../../shared/alarms/alarm.ts";
import type { AlarmEvidence } from "../../../shared/alarms/alarm-evidence.ts";
import { serverOf } from "../../../shared/whep-url.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { readAlarmEvents } from "../../support/read-alarm-events.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { makeAttemptFailure } from "../../support/make-attempt-failure.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";

/** What the receiver of the webhook got, as far as it is read here. */
export interface Message {
  kind: "open" | "resolved" | "repeat" | "summary";
  summary: string;
  text: string[];
  alarms: MessageAlarm[];
}

export interface MessageAlarm {
  kind: string;
  name: string;
  verdict: string;
  owner: string;
  since: string;
  until?: string;
  streams?: number;
  missing?: string[];
  evidence?: AlarmEvidence;
}

export interface VerdictServer {
  name: string;
  streams: number;
  /** Of the first streams; the others have none. */
  sites?: string[];
  /** Two, unless somebody looks at what is sent. */
  framesPerSecond?: number;
}

export interface VerdictRoomOptions {
  servers: VerdictServer[];
  /** Address of the media servers. */
  host?: string;
  /** Of the settings, key by key. */
  settings?: object;
  alerts?: object;
  options?: Partial<ControlRoomOptions>;
}

type Failure = Partial<AttemptFailure>;

/**
 * Seconds: the host looks at a failing server every three, all that play again at once are heard of within three however busy the machine
 * is, and nothing that is new waits for an interval.
 */
const TIMING = { onDelaySeconds: 9, offDelaySeconds: 3, groupWaitSeconds: 9, groupIntervalSeconds: 0 };

/**
 * A web host over HTTP with its own alarms, alerts and probes, demo media servers with their Control APIs, a receiver of its webhook, and
 * what a page's reporters tell it. Streams of the first server are `a1` …, of the second `b1` …; each has its server's name in its own.
 */
export async function startVerdictRoom({
  servers,
  host: mediaHost = "127.0.0.1",
  settings = {},
  alerts = {},
  options = {},
}: VerdictRoomOptions) {
  const receiver = await startScriptedCentral(() => ({ status: 200 }));
  const media = await Promise.all(
    servers.map(({ streams, framesPerSecond = 2 }) =>
      createMediaServer({ host: mediaHost, streams, width: 64, height: 36, framesPerSecond, authDelay: 10 }),
    ),
  );
  const letters = "abcdefghijkl";
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-verdicts-"));
  const streams = servers.flatMap((server, s) =>
    Array.from({ length: server.streams }, (_, i) => ({
      id: `${letters[s]}${i + 1}`,
      name: `${server.name} ${i + 1}번`,
      serverId: letters[s]!,
      path: `demo-${i + 1}`,
      site: server.sites?.[i] ?? "",
    })),
  );
  const wanted = {
    language: "ko",
    servers: media.map(({ url, apiUrl }, s) => ({ id: letters[s], name: servers[s]!.name, whepBaseUrl: url, apiUrl })),
    streams,
    alerts: { ...TIMING, webhook: { enabled: true, url: receiver.url }, ...alerts },
    ...settings,
  };
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(wanted));
  const transport = createUndiciTransport();
  const host = await createWebHost({
    port: 0,
    token: "verdicts",
    rendererDirectory: dataDir,
    openControlRoom: (pageOrigin) =>
      createControlRoom(makeControlRoomOptions(dataDir, { pageOrigin, sendRequest: transport.sendRequest, ...options })),
  });
  const page = await openPage(host.url, options.now ?? Date.now);
  const urlOf = (streamId: string) => {
    const { serverId, path } = streams.find(({ id }) => id === streamId)!;
    return `${media[letters.indexOf(serverId)]!.url}/${path}/whep`;
  };
  const now = options.now ?? Date.now;
  const readStates = () => {
    const folder = join(dataDir, "logs", "states");
    const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    return files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1));
  };
  const incidents = new Map<string, string>();
  const messages = () => receiver.posts.map(({ body }) => JSON.parse(body) as Message);

  return {
    dataDir,
    api: page.api,
    receiver,
    media,
    messages,
    /** Its messages, by the name of the alarm that is first in each. */
    messagesOf: (name: string) => messages().filter(({ alarms }) => alarms[0]?.name === name),
    /** Resolves when the host has heard it. */
    async play(ids: readonly string[]) {
      const at = now();
      for (const id of ids) page.states.report({ streamId: id, whepUrl: urlOf(id), state: "up", at, since: at });
      const mark = `"state":"up","since":"${new Date(at).toISOString()}"`;
      await waitUntil(() => readStates().filter((line) => line.includes(mark)).length >= ids.length);
    },
    hide(ids: readonly string[]) {
      for (const id of ids) page.states.report({ streamId: id, whepUrl: urlOf(id), state: "unknown", at: now(), since: now() });
    },
    /** Their pictures are gone: the state, and the error record that goes with it. */
    fail(ids: readonly string[], failure: Failure) {
      for (const id of ids) {
        const incidentId = page.makeId();
        incidents.set(id, incidentId);
        const { reason = "closed_by_server" } = failure;
        page.states.report({ streamId: id, whepUrl: urlOf(id), state: "down", at: now(), since: now(), failure: { incidentId, reason } });
        page.errors.report(makeAttemptFailure({ ...REFUSAL, at: now(), streamId: id, whepUrl: urlOf(id), incidentId, ...failure }));
      }
    },
    /** A later attempt of the same incident fails. */
    failAgain(ids: readonly string[], failure: Failure) {
      for (const id of ids) {
        const incidentId = incidents.get(id)!;
        page.errors.report(makeAttemptFailure({ ...REFUSAL, at: now(), streamId: id, whepUrl: urlOf(id), incidentId, ...failure }));
      }
    },
    addressOf: (server: number) => serverOf(media[server]!.url),
    async viewOf(alarmId: string) {
      return (await page.api.getAlarms({})).alarms.find(({ id }) => id === alarmId);
    },
    /** What stands in the alarm journal, oldest first. */
    readEvents(): AlarmEvent[] {
      return readAlarmEvents(dataDir);
    },
    async close() {
      await host.close();
      await transport.close();
      await Promise.all(media.map((server) => server.close()));
      await receiver.goDown();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type VerdictRoom = Awaited<ReturnType<typeof startVerdictRoom>>;

/** Of what is reported here none has an HTTP status unless it says so. */
const REFUSAL = { statusCode: undefined, phase: "playing", errorMessage: "reported by a test" } as const;

/** The reporters as the app makes them, over HTTP. */
async function openPage(url: string, now: () => number) {
  const { origin } = new URL(url);
  const signedIn = await fetch(url, { redirect: "manual" });
  const headers = { cookie: signedIn.headers.get("set-cookie")!.split(";")[0]!, origin };
  const makeId = () => makeUuidV7(now(), randomBytes(10));
  const bridge = createHttpBridge({
    origin,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), ...headers } }),
    openEvents: () => new EventTarget() as EventSource,
    setTimeout: () => 0,
    random: Math.random,
  });
  const api = createApi(bridge);
  const timing = { setTimeout, random: Math.random, log: () => undefined };
  const clientInfo = { browserName: "Chrome", browserVersion: "156", os: "Linux x86_64", screenResolution: "1920x1080" };
  return {
    api,
    makeId,
    states: createStateReporter({ api, makeId, wallClock: now, listFrozen: () => [], ...timing }),
    errors: createErrorReporter({
      send: api.reportError,
      parallel: 4,
      makeId,
      origin: { userAgent: "Mozilla/5.0", clientInfo },
      ...timing,
    }),
  };
}
