import { makePinHash } from "./pin-hash.ts";

/** Shorter ones are guessed while nobody looks. */
const SHORTEST = 4;

/** `--make-pin`: the PIN is the first line of the input, so that it stands in no list of processes and no shell's history. */
export async function makePin(input: AsyncIterable<Buffer | string>): Promise<{ text: string; exitCode: 0 | 2 }> {
  let text = "";
  for await (const part of input) {
    text += String(part);
    if (text.includes("\n")) break;
  }
  const [pin = ""] = text.split(/\r?\n/, 1);
  if (pin.length < SHORTEST) return { text: `the PIN is read from the input, one line of at least ${SHORTEST} characters\n`, exitCode: 2 };
  return { text: `${await makePinHash(pin)}\n`, exitCode: 0 };
}
