import type { z } from "zod";
import type { ServerSurvey, SETUP_INPUT_SCHEMAS } from "../../shared/setup-api.ts";
import type { Auth, ServerSettings } from "../../shared/settings.ts";
import { whepUrlOf } from "../../shared/whep-url.ts";
import { judgeFinding } from "./judge-finding.ts";
import { controlApiOf, isLocalServer, lookAtServer, lookAtStream } from "./look-at-stream.ts";
import type { LookDeps } from "./look-at-stream.ts";
import { makeEvidence } from "./make-evidence.ts";
import type { PcWatch } from "./pc-watch.ts";

export type SurveyInput = z.input<typeof SETUP_INPUT_SCHEMAS.surveyServer>;

/** MediaMTX's own default (`apiAddress: :9997`). */
const USUAL_API_PORT = "9997";
/** Whether a server is there is asked with some path: MediaMTX has no address of its own for that. */
const ANY_PATH = "stream";

/** Looks at a server as it was typed, settings or not. */
export async function surveyServer(
  input: SurveyInput,
  { now, pc, ...deps }: LookDeps & { now: () => number; pc: PcWatch },
): Promise<ServerSurvey> {
  const { path } = input;
  const { server, readSecret } = makeServer(input);
  const lookDeps = { ...deps, ...(readSecret && { readSecret }) };
  const at = now();
  const look = await lookAtServer({ server, path: path ?? ANY_PATH, at }, lookDeps);
  const [seen, { hasLink, evidence: link }, paths] = await Promise.all([
    path === undefined ? look : lookAtStream({ server, stream: { path }, look }, lookDeps),
    pc.look(),
    look.info?.kind === "ok" ? controlApiOf(server, lookDeps)?.paths() : undefined,
  ]);
  const { info } = look;
  return {
    finding: judgeFinding({ now: seen, hasLink, isLocalServer: isLocalServer(server) }),
    at: new Date(at).toISOString(),
    evidence: makeEvidence({ whepUrl: whepUrlOf(server, path ?? ANY_PATH), now: seen, link }),
    api: { url: server.apiUrl, condition: info?.kind === "failed" ? info.condition : info?.kind === "ok" ? "ok" : "absent" },
    ...(paths?.kind === "ok" && { paths: paths.value.map(({ name, available }) => ({ path: name, available })) }),
  };
}

/** Settings of it, and what was typed as the only secret there is, unless it is to be asked with those that are kept. */
function makeServer({ whepBaseUrl, apiUrl = "", credentials = { kind: "none" } }: SurveyInput): {
  server: ServerSettings;
  readSecret?: LookDeps["readSecret"];
} {
  const { kind } = credentials;
  const address = { id: "surveyed", name: "", whepBaseUrl, apiUrl: apiUrl || usualApiUrl(whepBaseUrl) };
  if (kind === "kept") return { server: { ...address, auth: credentials.auth, apiAuth: credentials.apiAuth } };
  const secretRef = "typed";
  const auth: Auth = kind === "basic" ? { kind, user: credentials.user, secretRef } : kind === "bearer" ? { kind, secretRef } : { kind };
  const secret = kind === "basic" ? credentials.password : kind === "bearer" ? credentials.token : undefined;
  return { server: { ...address, auth, apiAuth: auth }, readSecret: () => Promise.resolve(secret) };
}

function usualApiUrl(whepBaseUrl: string): string {
  const url = new URL("/", whepBaseUrl);
  url.port = USUAL_API_PORT;
  return url.origin;
}
