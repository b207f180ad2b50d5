import { isHttpUrl } from "../../shared/setting-values.ts";

/** What a person typed as the address of a server, or of one stream on it. */
export type ServerAddress =
  | {
      ok: true;
      whepBaseUrl: string;
      /** Of a stream, where the address goes so far. */
      path?: string;
      /** User and password that stood in it. */
      account?: { user: string; password: string };
    }
  | { ok: false; problem: "empty" | "not_a_url" | "not_http" };

/** MediaMTX's own port for WebRTC (`webrtcAddress: :8889`); an address without scheme and port gets it. */
const USUAL_PORT = "8889";
/** A slip in the beginning of an address, not the name of a host. */
const HALF_A_SCHEME = /^(?:[a-z][a-z0-9+.-]*:\/(?!\/)|https?:(?!\/\/))/i;
/** Other ways into a MediaMTX: it is the same machine, and the path has the same name. */
const OTHER_PROTOCOLS = new Set(["rtsp:", "rtsps:", "rtmp:", "rtmps:", "srt:"]);

export function parseServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === "") return { ok: false, problem: "empty" };
  if (HALF_A_SCHEME.test(typed)) return { ok: false, problem: "not_a_url" };
  const scheme = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(typed)?.[1]?.toLowerCase();
  const isOther = scheme !== undefined && OTHER_PROTOCOLS.has(scheme);
  if (scheme !== undefined && scheme !== "http:" && scheme !== "https:" && !isOther) return { ok: false, problem: "not_http" };
  const rest = scheme === undefined ? typed : typed.slice(scheme.length + 2);
  const url = /\s/.test(typed) ? null : URL.parse(`${scheme === "https:" ? "https" : "http"}://${rest}`);
  if (!url || url.hostname === "") return { ok: false, problem: "not_a_url" };
  const hasPort = /^[^/?#]*:\d+(?:[/?#]|$)/.test(rest);
  if (isOther || (scheme === undefined && !hasPort)) url.port = USUAL_PORT;
  const path = readPath(url.pathname);
  return {
    ok: true,
    whepBaseUrl: url.origin,
    ...(path !== "" && { path }),
    ...(url.username !== "" && { account: { user: decode(url.username), password: decode(url.password) } }),
  };
}

/** What was taken out of an address, as an address again: without the account, which has fields of its own. */
export function sayAddress({ whepBaseUrl, path }: { whepBaseUrl: string; path?: string }): string {
  return path === undefined ? whepBaseUrl : `${whepBaseUrl}/${path.replace(/[\s%?#\\]/g, encodeURIComponent)}`;
}

/** The Control API's address as it was typed; without a scheme it is http. Undefined: it is none. */
export function readApiAddress(text: string): string | undefined {
  const typed = text.trim();
  const url = typed === "" || typed.includes("://") ? typed : `http://${typed}`;
  return url === "" || isHttpUrl(url) ? url : undefined;
}

/** The path's name as MediaMTX has it: without the ending that makes it an address for players or publishers. */
function readPath(pathname: string): string {
  const segments = pathname.split("/").filter((segment) => segment !== "");
  if (segments.length > 1 && /^(whep|whip)$/.test(segments.at(-1)!)) segments.pop();
  return segments.map(decode).join("/");
}

/** It may hold a percent sign that begins no escape. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
