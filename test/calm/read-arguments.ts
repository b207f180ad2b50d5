import { parseArgs } from "node:util";

export const CALM_USAGE = `npm run calm -- [options]

Plays healthy streams in a real Chromium while the machine is put to everything that is no failure of theirs: cores loaded, window hidden,
PC asleep, page stuck, clock set back and forth. Exit code 1 when a record was written, a tile does not play at the end, or one of these
did not take place.

  --minutes M    go round for so long (default 30)
  --streams N    how many streams (default 16)
  --desktop      in the desktop app, which is found as the desktop tests find it (CONTRIBUTING.md), instead of web host and Chromium
  --once         each of them once and as short as the player's thresholds allow, instead of --minutes
  --help
`;

export interface CalmArguments {
  streams: number;
  desktop: boolean;
  /** Undefined: each phase once, in its short form. */
  minutes?: number;
}

export type ReadCalmArguments = { kind: "help" } | { kind: "wrong"; problem: string } | { kind: "run"; arguments: CalmArguments };

export function readCalmArguments(args: readonly string[]): ReadCalmArguments {
  try {
    const text = { type: "string" } as const;
    const options = {
      minutes: text,
      streams: text,
      once: { type: "boolean" },
      desktop: { type: "boolean" },
      help: { type: "boolean" },
    } as const;
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
    if (values.help) return { kind: "help" };
    const streams = readNumber("--streams", values.streams, 16);
    const minutes = readNumber("--minutes", values.minutes, 30);
    return { kind: "run", arguments: { streams, desktop: values.desktop ?? false, ...(values.once ? {} : { minutes }) } };
  } catch (error) {
    return { kind: "wrong", problem: (error as Error).message };
  }
}

function readNumber(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new Error(`${name} needs a whole number from 1 to 999, not "${value}"`);
  return Number(value);
}
