import { createSecureContext, getCACertificates } from "node:tls";
import type { SecureContext } from "node:tls";

let known: { defaults: string[]; all: string[]; context?: SecureContext } | undefined;

/**
 * Authorities that Node trusts and those that this machine does: a site's own server has a certificate of the site's. Read when first
 * needed, since it takes a tenth of a second and more.
 */
export function readAuthorities(): string[] {
  const defaults = getCACertificates("default");
  if (known?.defaults !== defaults) known = { defaults, all: [...new Set([...defaults, ...getCACertificates("system")])] };
  return known.all;
}

/** The same for connections that are many: each would else read all of them, which takes 10 ms. */
export function readTrust(): SecureContext {
  const ca = readAuthorities();
  return (known!.context ??= createSecureContext({ ca }));
}
