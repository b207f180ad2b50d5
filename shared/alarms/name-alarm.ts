import { toPlainText } from "../plain-text.ts";
import { redactText } from "../redact.ts";
import type { Settings } from "../settings.ts";
import { serverOf } from "../whep-url.ts";
import { ALARM_KINDS, isOfOneStream } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";

/** What people call what fails. */
export interface Naming {
  /** A stream's name and server (host:port) by its id. */
  streams: ReadonlyMap<string, { name: string; server: string }>;
  /** A server's name by host:port. */
  servers: ReadonlyMap<string, string>;
  /** This PC's. */
  client: string;
  /** Whatever else has a name of its own, by its source: another PC. */
  others?: ReadonlyMap<string, string>;
}

export function makeNaming({ servers, streams, client }: Pick<Settings, "servers" | "streams" | "client">, hostName: string): Naming {
  const addresses = new Map(servers.map(({ id, whepBaseUrl }) => [id, serverOf(whepBaseUrl)]));
  return {
    streams: new Map(streams.map(({ id, name, serverId }) => [id, { name: tellName(name || id), server: addresses.get(serverId) ?? "" }])),
    servers: new Map(servers.map(({ name, whepBaseUrl }) => [serverOf(whepBaseUrl), tellName(name || serverOf(whepBaseUrl))])),
    client: tellName(client.name || hostName),
  };
}

/** A name as a message may say it: some people put a camera's whole address there, password and all. */
export function tellName(name: string): string {
  return redactText(toPlainText(name));
}

/** Of an alarm's source: a stream's or server's name, a site, a channel, this PC. */
export function nameAlarm(kind: AlarmKind, source: string, { streams, servers, client, others }: Naming): string {
  const { topic } = ALARM_KINDS[kind];
  const other = others?.get(source);
  if (other !== undefined) return other;
  if (isOfOneStream(topic)) return streams.get(source)?.name ?? servers.get(source) ?? tellName(source);
  if (topic === "site" || topic === "channel") return tellName(source);
  return servers.get(source) ?? (topic === "server" ? source : client);
}
