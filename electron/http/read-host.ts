import type { IncomingMessage } from "node:http";

/**
 * A request's Host header; undefined where there is none, or more than one: whoever stands between may have gone by another than we would
 * (RFC 9112 section 3.2).
 */
export function readHost({ headersDistinct: { host = [] } }: Pick<IncomingMessage, "headersDistinct">): string | undefined {
  return host.length === 1 ? host[0] : undefined;
}
