import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { SettingsChanges, SettingsState } from "../../shared/settings-state.ts";
import { settingsSchema } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { apiError } from "../api-error.ts";

/** The demo media server as a program beside the host. */
export interface MediaProgram {
  /** Resolves when it serves; rejects when it ends before. */
  start(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface OwnDemoOptions {
  /** Undefined where the host has none. `args`: its command line. */
  createMedia: ((args: string[]) => MediaProgram) | undefined;
  settings: () => Settings;
  saveSettings: (changes: SettingsChanges) => Promise<SettingsState>;
  log: (message: string) => void;
}

/** What somebody plays who has no MediaMTX at hand: a server of this PC's own, in the settings like any other, which runs as long as it is there. */
export interface OwnDemo {
  /** Starts it, and puts it and its streams into the settings. */
  start(): Promise<SettingsState>;
  /** Takes over changed settings: a server that was taken out ends, one that is there runs. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

/** Its id in the settings: nobody else's, or a server that is called "demo" there would get a second one at its address when it is away. */
const ID = "demo-of-this-pc";
const HOST = "127.0.0.1";
const STREAMS = 9;

export function createOwnDemo({ createMedia, settings, saveSettings, log }: OwnDemoOptions): OwnDemo {
  let running: { ports: Ports; program: MediaProgram } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function run(ports: Ports | undefined): Promise<void> {
    if (isSame(running?.ports, ports)) return;
    await running?.program.stop();
    running = undefined;
    if (!ports || !createMedia) return;
    const program = createMedia(["--host", HOST, "--port", ports.whep, "--api-port", ports.api, "--streams", String(STREAMS)]);
    await program.start();
    running = { ports, program };
    log(`demo: serves ${STREAMS} streams at ${addressOf(ports.whep)}`);
  }

  /** One after the other: two programs at one port are one too many. */
  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const done = last.then(action);
    last = done.catch(() => undefined);
    return done;
  }

  return {
    start: () =>
      inTurn(async () => {
        if (!createMedia) throw apiError("unavailable", "this host has no demo server");
        const ports = findPorts(settings()) ?? { whep: await findFreePort(), api: await findFreePort() };
        await run(ports); // before the tiles look for it
        return saveSettings(addDemo(settings(), ports));
      }),
    follow: () => inTurn(() => run(findPorts(settings()))).catch((error: unknown) => log(`demo: ${String(error)}`)),
    close: () => inTurn(() => run(undefined)),
  };
}

interface Ports {
  whep: string;
  api: string;
}

/** Undefined: the settings have no demo of this PC. */
function findPorts({ servers }: Settings): Ports | undefined {
  const server = servers.find(({ id }) => id === ID);
  if (!server || !URL.canParse(server.apiUrl)) return undefined;
  const [whep, api] = [new URL(server.whepBaseUrl), new URL(server.apiUrl)];
  return whep.hostname === HOST && api.hostname === HOST ? { whep: whep.port, api: api.port } : undefined;
}

function addDemo({ servers, streams }: Settings, ports: Ports): SettingsChanges {
  const numbers = Array.from({ length: STREAMS }, (_, n) => n + 1);
  const own = settingsSchema.parse({
    servers: [{ id: ID, name: "Demo", whepBaseUrl: addressOf(ports.whep), apiUrl: addressOf(ports.api) }],
    streams: numbers.map((n) => ({ id: `demo-${n}`, name: `Demo ${n}`, serverId: ID, path: `demo-${n}` })),
  });
  return {
    servers: [...servers.filter(({ id }) => id !== ID), ...own.servers],
    streams: [...streams.filter(({ id, serverId }) => serverId !== ID && !own.streams.some((each) => each.id === id)), ...own.streams],
  };
}

const addressOf = (port: string): string => `http://${HOST}:${port}`;
const isSame = (a: Ports | undefined, b: Ports | undefined): boolean => a?.whep === b?.whep && a?.api === b?.api;

function findFreePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, HOST, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(String(port)));
    });
  });
}
