import { createPrivateKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import type { SecureContextOptions } from "node:tls";
import { readPrivateFile } from "./read-private-file.ts";

export interface TlsFiles {
  /** PEM: the server's certificate first, then those between it and the authority. */
  certFile: string;
  /** PEM. */
  keyFile: string;
  /** Of the key, where it is encrypted. */
  passphrase?: string;
}

export interface TlsMaterial {
  options: SecureContextOptions;
  certificate: X509Certificate;
}

/** Reads and checks both. Throws an Error of one plain sentence that quotes nothing of the key. */
export function readTlsFiles({ certFile, keyFile, passphrase }: TlsFiles): TlsMaterial {
  const cert = readCertificateFile(certFile);
  const certificate = parseCertificate(cert, certFile);
  const read = readPrivateFile(keyFile);
  if (read.kind === "missing") throw new Error(`the key ${keyFile} is not there`);
  if (read.kind === "refused") throw new Error(`the key ${read.problem}`);
  const key = parseKey(read.text, keyFile, passphrase);
  if (!certificate.checkPrivateKey(key)) throw new Error(`the certificate ${certFile} does not belong to the key ${keyFile}`);
  // TLS 1.0 and 1.1 are broken, RFC 8996.
  const options = { cert, key: key.export({ type: "pkcs8", format: "pem" }), minVersion: "TLSv1.2" } as const;
  try {
    createSecureContext(options);
  } catch (error) {
    throw new Error(`the certificate ${certFile} cannot be used: ${(error as Error).message}`, { cause: error });
  }
  return { options, certificate };
}

/** One sentence about a certificate that clients refuse for its dates, or soon will. `now` in ms. */
export function judgeDates({ validFrom, validTo }: X509Certificate, now: number): string | undefined {
  if (now < Date.parse(validFrom)) return `the certificate is not good before ${validFrom}: until then no client connects`;
  if (now > Date.parse(validTo)) return `the certificate has expired (${validTo}): no client connects any more`;
  return now > Date.parse(validTo) - EXPIRES_SOON ? `the certificate expires ${validTo}` : undefined;
}

/** Two weeks, as the client's diagnostics have it. */
const EXPIRES_SOON = 14 * 86_400_000;

function readCertificateFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`the certificate ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}

function parseCertificate(pem: string, file: string): X509Certificate {
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new Error(`${file} holds no certificate in PEM; openssl makes one of a .pfx: openssl pkcs12 -in FILE.pfx -nokeys -out FILE.pem`);
  }
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new Error(`the certificate ${file} is damaged: ${(error as Error).message}`, { cause: error });
  }
}

function parseKey(pem: string, file: string, passphrase: string | undefined): KeyObject {
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && passphrase === undefined) {
    throw new Error(`the key ${file} is encrypted: its passphrase is missing (MTX_SECRET_COLLECTOR_KEY)`);
  }
  try {
    return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
  } catch (error) {
    const problem = isEncrypted ? "cannot be decrypted: its passphrase (MTX_SECRET_COLLECTOR_KEY) is wrong" : "is no private key in PEM";
    throw new Error(`the key ${file} ${problem}`, { cause: error });
  }
}
