/** Certificates as a site's own authority makes them (X.509 v3, RFC 5280, ECDSA over P-256): Node reads them and makes none. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";

export interface MadeCertificate {
  /** PEM. */
  cert: string;
  /** PEM, PKCS #8. */
  key: string;
}

export interface Authority extends MadeCertificate {
  /** A certificate of 127.0.0.1. Dates in ms. */
  issue(dates?: { from?: number; to?: number }): MadeCertificate;
}

const HOUR = 3_600_000;

export function makeAuthority(name = "Site CA"): Authority {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const make = (
    subject: string,
    publicKey: KeyObject,
    extensions: Buffer[],
    { from = Date.now() - HOUR, to = Date.now() + 1_000 * HOUR },
  ) => {
    const body = sequence(
      tagged(0xa0, integer(Buffer.from([2]))), // version 3
      integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
      ECDSA_SHA256,
      nameOf(name),
      sequence(time(from), time(to)),
      nameOf(subject),
      publicKey.export({ type: "spki", format: "der" }),
      tagged(0xa3, sequence(...extensions)),
    );
    const signature = sign("sha256", body, pair.privateKey);
    return toPem("CERTIFICATE", sequence(body, ECDSA_SHA256, tagged(0x03, Buffer.concat([Buffer.from([0]), signature]))));
  };
  const isAuthority = extension("551d13", sequence(tagged(0x01, Buffer.from([0xff]))), true);
  const ofLoopback = extension("551d11", sequence(tagged(0x87, Buffer.from([127, 0, 0, 1]))));
  const keyOf = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }) as string;
  return {
    cert: make(name, pair.publicKey, [isAuthority], {}),
    key: keyOf(pair.privateKey),
    issue(dates = {}) {
      const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
      return { cert: make("127.0.0.1", own.publicKey, [ofLoopback], dates), key: keyOf(own.privateKey) };
    },
  };
}

// DER, X.690: a tag, a length, what is inside.

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function nameOf(text: string): Buffer {
  return sequence(tagged(0x31, sequence(oid("550403"), tagged(0x0c, Buffer.from(text)))));
}

function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return tagged(0x18, Buffer.from(text)); // GeneralizedTime
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(oid(id), ...(isCritical ? [tagged(0x01, Buffer.from([0xff]))] : []), tagged(0x04, value));
}

const ECDSA_SHA256 = sequence(oid("2a8648ce3d040302"));

function toPem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString("base64").replaceAll(/.{64}(?=.)/g, "$&\n")}\n-----END ${label}-----\n`;
}
