import { getCACertificates } from "node:tls";

let known: string[] | undefined;

/**
 * Authorities that Node trusts and those that this machine does: a site's own mail server has a certificate of the site's. Read when first
 * needed, since it takes a tenth of a second and more.
 */
export function readAuthorities(): string[] {
  return (known ??= [...new Set([...getCACertificates("default"), ...getCACertificates("system")])]);
}
