import type { Settings, ServerSettings, StreamSettings } from "../../shared/settings.ts";
import { whepUrlOf } from "../../shared/whep-url.ts";
import { readAuthorization } from "../settings/read-authorization.ts";
import { createControlApi, pathNameOf } from "./control-api.ts";
import type { ControlApi } from "./control-api.ts";
import type { Observation } from "./judge-finding.ts";
import type { Limiter } from "./limit-parallel.ts";
import { askOptions, probeWhep } from "./probe-whep.ts";

export interface LookDeps {
  readSecret: (secretRef: string) => Promise<string | undefined>;
  limit: Limiter;
  signal: AbortSignal;
}

/** `infoAt`: when the Control API was asked. */
export type ServerLook = Pick<Observation, "at" | "probe" | "info"> & { infoAt: number };

/** A server's Control API as its settings name it; undefined without an address, and then nothing is asked. */
export function controlApiOf({ apiUrl, apiAuth }: ServerSettings, { readSecret, signal }: Omit<LookDeps, "limit">): ControlApi | undefined {
  return apiUrl === "" ? undefined : createControlApi({ apiUrl, signal, getAuthorization: () => readAuthorization(apiAuth, readSecret) });
}

export interface ServerLookOptions {
  server: ServerSettings;
  /** Any stream's: MediaMTX has no address of its own for "are you there". */
  path: string;
  at: number;
  /** An earlier look whose refusal by the Control API still holds. */
  refusal?: ServerLook;
}

/** What all streams of a server share. Never rejects. */
export async function lookAtServer({ server, path, at, refusal }: ServerLookOptions, deps: LookDeps): Promise<ServerLook> {
  const api = refusal ? undefined : controlApiOf(server, deps);
  const [probe, info] = await Promise.all([
    deps.limit(() => probeWhep(whepUrlOf(server, path), deps.signal)),
    api ? deps.limit(() => api.info()) : refusal?.info,
  ]);
  return { at, probe, infoAt: refusal?.infoAt ?? at, ...(info && { info }) };
}

export interface StreamLookOptions {
  server: ServerSettings;
  stream: Pick<StreamSettings, "path">;
  look: ServerLook;
  /** The failed session that the server may still hold. */
  sessionId?: string;
  /** An earlier answer that still holds, so that a refused password is not shown to the server again and again. */
  options?: Observation["options"];
}

/** What concerns one stream; asked only of what answers. */
export async function lookAtStream({ server, stream, look, sessionId, options }: StreamLookOptions, deps: LookDeps): Promise<Observation> {
  const api = look.info?.kind === "ok" ? controlApiOf(server, deps) : undefined;
  const askForOptions = async () => {
    const authorization = await readAuthorization(server.auth, deps.readSecret).catch(() => undefined);
    return deps.limit(() => askOptions(whepUrlOf(server, stream.path), authorization, deps.signal));
  };
  const [answer, path, session] = await Promise.all([
    options ?? (look.probe.kind === "answer" ? askForOptions() : undefined),
    api && deps.limit(() => api.path(pathNameOf(stream.path))),
    api && sessionId !== undefined ? deps.limit(() => api.session(sessionId)) : undefined,
  ]);
  return { ...look, ...(answer && { options: answer }), ...(path && { path }), ...(session && { session }) };
}

/** A server on this very PC is reached without a network. */
export function isLocalServer({ whepBaseUrl }: ServerSettings): boolean {
  return /^(localhost|127\..*|\[::1\])$/.test(URL.parse(whepBaseUrl)?.hostname ?? "");
}

export function findStream(
  { servers, streams }: Settings,
  streamId: string,
): { server: ServerSettings; stream: StreamSettings } | undefined {
  const stream = streams.find(({ id }) => id === streamId);
  const server = stream && servers.find(({ id }) => id === stream.serverId);
  return server && { server, stream };
}
