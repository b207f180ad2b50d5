import type { SecureContext } from "node:tls";
import type { CheckName, CheckTarget } from "../../shared/diagnostics/check.ts";
import { judgeClock, measureOffset } from "../../shared/diagnostics/judge-clock.ts";
import { judgeApi, judgeMediaPath, judgeOptions } from "../../shared/diagnostics/judge-server.ts";
import type { SessionSeen } from "../../shared/diagnostics/judge-server.ts";
import type { Auth, ServerSettings, StreamSettings } from "../../shared/settings.ts";
import { whepUrlOf } from "../../shared/whep-url.ts";
import { askHttp } from "../recovery/ask-http.ts";
import { createControlApi } from "../recovery/control-api.ts";
import { askOptions } from "../recovery/probe-whep.ts";
import { readAuthorization } from "../settings/read-authorization.ts";
import { addressOf, checkAddress, placeOf } from "./check-address.ts";
import type { CheckDesk } from "./check-desk.ts";

export interface CheckServerOptions {
  server: ServerSettings;
  /** Of this server, as the settings have them. */
  streams: readonly StreamSettings[];
  /** Of this server's streams, as the pages see them. */
  sessions: readonly SessionSeen[];
  readSecret: (secretRef: string) => Promise<string | undefined>;
  trust: () => SecureContext;
  now: () => number;
  /** By how much its clock is ahead, in milliseconds, where it says. */
  onOffset: (offset: number) => void;
}

/** Whether a server is there is asked with some path: MediaMTX has no address of its own for that. */
const ANY_PATH = "stream";

/** Everything that can be seen of a media server from here; no session is made. */
export async function checkServer(desk: CheckDesk, options: CheckServerOptions): Promise<void> {
  const { server, streams, sessions } = options;
  const target: CheckTarget = { kind: "server", name: server.name || server.id };
  await Promise.all([
    desk.check({ target, name: "mediaPath", place: "" }, () => judgeMediaPath(sessions)),
    checkWhep(desk, { ...options, target, path: streams[0]?.path }),
    checkApi(desk, { ...options, target }),
  ]);
}

async function checkWhep(
  desk: CheckDesk,
  { target, server, path, ...options }: CheckServerOptions & { target: CheckTarget; path: string | undefined },
): Promise<void> {
  const { now, onOffset } = options;
  const address = addressOf(server.whepBaseUrl);
  const place = placeOf(address);
  if (!(await checkAddress(desk, { ...options, ...address, target }))) return;
  const whepUrl = whepUrlOf(server, path ?? ANY_PATH);
  const measureClock = async () => {
    const askedAt = now();
    const asked = await askHttp({ url: new URL(whepUrl), method: "HEAD", mostBytes: 0, anyCertificate: true, signal: desk.signal });
    const date = asked.kind === "answer" ? asked.headers.date : undefined;
    const offset = measureOffset({ date, askedAt, answeredAt: now() });
    if (offset !== undefined) onOffset(offset);
    return judgeClock(offset);
  };
  const askForPath = async () => {
    if (path === undefined) return { code: "whep_no_stream" as const };
    const missing = await findMissing(server.auth, options.readSecret);
    if (missing !== undefined) return { code: "secret_missing" as const, secretRef: missing };
    return judgeOptions(path, await askOptions(whepUrl, await readAuthorization(server.auth, options.readSecret), desk.signal));
  };
  await Promise.all([
    desk.check({ target, name: "whep", place }, askForPath),
    desk.check({ target, name: "clock", place: "" }, measureClock),
  ]);
}

async function checkApi(desk: CheckDesk, { target, server, ...options }: CheckServerOptions & { target: CheckTarget }): Promise<void> {
  const { apiUrl, apiAuth } = server;
  const line = (place: string) => ({ target, name: "api" as CheckName, place });
  if (apiUrl === "") return void desk.begin(line(""))({ code: "api_off" });
  const address = addressOf(apiUrl);
  if (!(await checkAddress(desk, { ...options, ...address, target }))) return;
  await desk.check(line(placeOf(address)), async () => {
    const missing = await findMissing(apiAuth, options.readSecret);
    if (missing !== undefined) return { code: "secret_missing", secretRef: missing };
    const getAuthorization = () => readAuthorization(apiAuth, options.readSecret);
    const info = await createControlApi({ apiUrl, getAuthorization, signal: desk.signal }).info();
    if (info.kind === "ok") return judgeApi({ version: info.value.version });
    return judgeApi({ condition: info.kind === "failed" ? info.condition : "absent" });
  });
}

/** The name of a secret that nobody has. */
async function findMissing(auth: Auth, readSecret: CheckServerOptions["readSecret"]): Promise<string | undefined> {
  if (auth.kind === "none") return undefined;
  return (await readSecret(auth.secretRef)) === undefined ? auth.secretRef : undefined;
}
