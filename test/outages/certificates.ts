import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "certificates", name), "utf8");

/** Two certificates of 127.0.0.1 over one key: one good until 2120, one expired in 2020. Both sign themselves, and are known to nobody else. */
export const CERTIFICATES = { key: read("key.pem"), valid: read("valid.pem"), expired: read("expired.pem") };

/** This thread trusts both from here on (the expired one is then refused for its date alone) until the returned function is called. */
export function trustTestCertificates(): () => void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, CERTIFICATES.valid, CERTIFICATES.expired]);
  return () => setDefaultCACertificates(before);
}
