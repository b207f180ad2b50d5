import { lookup as lookUpName } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { ageOf } from "../../shared/age-of.ts";
import type { Reason } from "../../shared/reasons.ts";

/** What a page cannot see when its fetch throws. `network`: none of the others could be found. */
export type FetchErrorReason = Extract<Reason, "refused" | "dns" | "timeout" | "tls" | "cors" | "network">;

/** Nobody waits longer for a probe, in milliseconds; its finding is shared for as long as CACHED_FOR. */
const LONGEST_PROBE = 1_500;
const CACHED_FOR = 5_000;
const MOST_ORIGINS = 256;

export interface OriginProbe {
  /** Why requests of a page of `pageOrigin` to this WHEP address fail; never rejects. */
  probe(whepUrl: string, pageOrigin: string): Promise<FetchErrorReason>;
}

/** One probe per server at a time: sixty-four tiles that fail together ask once. */
export function createOriginProbe(now: () => number, lookup: LookupFunction = lookUpName): OriginProbe {
  const known = new Map<string, { at: number; finding: Promise<FetchErrorReason> }>();
  return {
    probe(whepUrl, pageOrigin) {
      const url = URL.parse(whepUrl);
      if (url?.protocol !== "http:" && url?.protocol !== "https:") return Promise.resolve("network");
      const { origin } = url;
      const cached = known.get(origin);
      if (cached && ageOf(cached.at, now()) < CACHED_FOR) return cached.finding;
      const finding = askPreflight(url, pageOrigin, lookup);
      if (known.size >= MOST_ORIGINS) known.clear();
      known.set(origin, { at: now(), finding });
      return finding;
    },
  };
}

/** Sends the preflight that a browser sends before a WHEP POST, and judges how it ends. */
function askPreflight(url: URL, pageOrigin: string, lookup: LookupFunction): Promise<FetchErrorReason> {
  return new Promise((resolve) => {
    const headers = { origin: pageOrigin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    let isLookingUp = false;
    const options = {
      method: "OPTIONS",
      headers,
      agent: false,
      // No name server answers: the server has not even been asked. (An address is not looked up.)
      lookup: ((name, how, done) => {
        isLookingUp = true;
        lookup(name, how, (...found) => {
          isLookingUp = false;
          done(...found);
        });
      }) satisfies LookupFunction,
    };
    const request = send(url, options);
    const timer = setTimeout(() => settle(isLookingUp ? "dns" : "timeout"), LONGEST_PROBE);
    function settle(reason: FetchErrorReason): void {
      clearTimeout(timer);
      request.destroy();
      resolve(reason);
    }
    request.on("response", (response) => {
      const allowed = response.headers["access-control-allow-origin"];
      settle(allowed === "*" || allowed === pageOrigin ? "network" : "cors");
    });
    request.on("error", (error: NodeJS.ErrnoException) => settle(judgeErrorCode(error.code ?? "")));
    request.end();
  });
}

/** Node's error code of a failed request as a reason. */
function judgeErrorCode(code: string): FetchErrorReason {
  if (code === "ECONNREFUSED") return "refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAI_NODATA") return "dns";
  if (code === "ETIMEDOUT") return "timeout";
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/.test(code)) return "tls";
  return "network";
}
