import type { Auth, Settings } from "../../shared/settings.ts";
import type { ListedStream } from "./parse-stream-list.ts";

export interface ChosenServer {
  whepBaseUrl: string;
  name: string;
  apiUrl: string;
  auth: Auth;
}

export interface Setup {
  changes: Pick<Settings, "servers" | "streams">;
  /** How many of the streams were not there before. */
  added: number;
}

/** The settings with this server and these streams in them; a server that is there already is changed, its streams stay as they are. */
export function addToSettings({ servers, streams }: Settings, { server, chosen }: { server: ChosenServer; chosen: ListedStream[] }): Setup {
  const known = findServer(servers, server.whepBaseUrl);
  const id = known?.id ?? nextServerId(servers);
  const { name, whepBaseUrl, apiUrl, auth } = server;
  const next = { id, name: name || known?.name || new URL(whepBaseUrl).hostname, whepBaseUrl, apiUrl: apiUrl || (known?.apiUrl ?? ""), auth, apiAuth: apiUrl === "" ? (known?.apiAuth ?? auth) : auth }; // prettier-ignore
  const present = new Set(streams.filter(({ serverId }) => serverId === id).map(({ path }) => path));
  const ids = new Set(streams.map((stream) => stream.id));
  const added = chosen
    .filter(({ path }) => !present.has(path))
    .map(({ path, name: called, site }) => {
      const streamId = freeId(path, ids);
      ids.add(streamId);
      return {
        id: streamId,
        name: called || path.slice(0, LONGEST_ID),
        serverId: id,
        path,
        mainPath: "",
        site,
        priority: "medium" as const,
        frozenAlarm: false,
      };
    });
  return {
    changes: {
      servers: known ? servers.map((each) => (each === known ? { ...known, ...next } : each)) : [...servers, next],
      streams: [...streams, ...added],
    },
    added: added.length,
  };
}

function findServer(servers: Settings["servers"], whepBaseUrl: string): Settings["servers"][number] | undefined {
  return servers.find((server) => isSameAddress(server.whepBaseUrl, whepBaseUrl));
}

/** Paths of the streams that a server has in the settings. */
export function pathsOf({ servers, streams }: Settings, whepBaseUrl: string): Set<string> {
  const id = findServer(servers, whepBaseUrl)?.id;
  return new Set(streams.filter(({ serverId }) => serverId === id).map(({ path }) => path));
}

/** The name under which a server's password is kept. */
export function secretRefOf({ servers }: Settings, whepBaseUrl: string): string {
  const known = findServer(servers, whepBaseUrl);
  if (known && known.auth.kind !== "none" && known.auth.secretRef !== "") return known.auth.secretRef;
  return refOfServer(known?.id ?? nextServerId(servers));
}

/** A server's secrets are kept under its id; `suffix`: of another than the streams' own. */
export function refOfServer(id: string, suffix = ""): string {
  const name = id.toLowerCase().replace(/[^a-z0-9_]/g, "_").replace(/^(?=[^a-z])/, "server_"); // prettier-ignore
  return `${name.slice(0, LONGEST_REF - suffix.length)}${suffix}`;
}

export function nextServerId(servers: Settings["servers"]): string {
  const used = new Set(servers.map(({ id }) => id));
  let number = 1;
  while (used.has(`server-${number}`)) number++;
  return `server-${number}`;
}

const LONGEST_ID = 200;
const LONGEST_REF = 32;

/** A stream is called by its path where nothing else is: that is what an engineer finds in the server's own log. */
export function freeId(path: string, used: ReadonlySet<string>): string {
  if (path.length <= LONGEST_ID && !used.has(path)) return path;
  let number = 2;
  const candidate = () => `${path.slice(0, LONGEST_ID - 10)}-${number}`;
  while (used.has(candidate())) number++;
  return candidate();
}

function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, "").toLowerCase() === other.replace(/\/+$/, "").toLowerCase();
}
