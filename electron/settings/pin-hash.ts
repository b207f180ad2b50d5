import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { PIN_HASH } from "../../shared/setting-values.ts";

/** What OWASP's password storage cheat sheet asks of scrypt at 16 MiB: some 50 ms, a few of which nobody notices. */
const COST = { N: 16_384, r: 8, p: 5 };
const BYTES = { salt: 16, hash: 32 };
/** A hash that somebody else made may cost more, but not all of the PC. */
const MOST_MEMORY = 256 * 1024 * 1024;

/** The hash of a PIN for the policy's `adminPin`. */
export async function makePinHash(pin: string): Promise<string> {
  const salt = randomBytes(BYTES.salt);
  const hash = await derive(pin, { salt, length: BYTES.hash, ...COST });
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Takes as long whatever differs. False for a hash that cannot be computed with these parameters. */
export async function isPinOf(pin: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, expected] = PIN_HASH.exec(hash) ?? [];
  if (salt === undefined || expected === undefined) return false;
  const wanted = Buffer.from(expected, "base64url");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const found = await derive(pin, { salt: Buffer.from(salt, "base64url"), length: wanted.length, ...cost }).catch(() => undefined);
  return found !== undefined && timingSafeEqual(found, wanted);
}

interface Derivation {
  salt: Buffer;
  length: number;
  N: number;
  r: number;
  p: number;
}

function derive(pin: string, { salt, length, ...cost }: Derivation): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, key: Buffer): void => (error ? reject(error) : resolve(key));
    try {
      scrypt(pin.normalize("NFC"), salt, length, { ...cost, maxmem: MOST_MEMORY }, done);
    } catch (error) {
      reject(error as Error); // of parameters that are none
    }
  });
}
