/**
 * A UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits, so that ids sort by the time they were made.
 * Values come in, because this folder has neither a clock nor a source of randomness: `now` is Date.now(), `random` 10 random bytes.
 */
export function makeUuidV7(now: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError("makeUuidV7 needs 10 random bytes");
  const bytes = new Uint8Array(16);
  for (let i = 0, rest = now; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Any UUID in its usual spelling; what other programs send may be another version than 7. */
export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Makes ids that ascend in the order in which they are made, within a millisecond too, and when the clock is set back (RFC 9562, 6.2).
 * `random`: 10 random bytes each time; `after`: the last id of an earlier run, "" for none.
 */
export function createUuidSequence(random: () => Uint8Array, after = ""): (now: number) => string {
  let last = after.toLowerCase();
  return (now) => {
    const id = makeUuidV7(now, random());
    last = id > last ? id : increment(last);
    return last;
  };
}

/** The next one; of 62 random bits not all are ones. */
function increment(id: string): string {
  const hex = (BigInt(`0x${id.replaceAll("-", "")}`) + 1n).toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
