import { parseArgs } from "node:util";
import { createMediaServer } from "./demo/media-server.ts";
import type { MediaServerOptions } from "./demo/media-server.ts";
import { sayStartFailure } from "./http/say-start-failure.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

const USAGE = `Usage: npm run media -- [options]

A WHEP server with live moving pictures and with faults on command, to try the client against without a MediaMTX at hand.
Streams are http://HOST:PORT/demo-1/whep, demo-2, …; GET / lists the faults.

  --port N          TCP port; 0: any free one (8889)
  --api-port N      of the Control API, as MediaMTX's on 9997; 0: any free one (0)
  --host ADDRESS    address to listen on (127.0.0.1)
  --streams N       how many streams, 1 to 256 (12)
  --size WxH        pixels, even, 64x36 to 1920x1080 (480x270)
  --fps N           frames per second, 1 to 60 (12)
  --sound           demo-1 has sound: a quiet tone
  --user U --password P    what readers must show, by Basic or Bearer
  --token T         or by Bearer
  --help
`;

const options = readOptions();
const server = await createMediaServer({ ...options, log: (line) => console.error(`${new Date().toISOString()} ${line}`) }).catch(
  (error: unknown) => exitWith(sayStartFailure(error)),
);
runUntilStopped(server.close);
console.log(`ready ${server.url}`);

function readOptions(): MediaServerOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    return exitWith(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

/** Throws with a sentence for people. */
function parseOptions(args: string[]): MediaServerOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      port: { ...text, default: "8889" },
      "api-port": { ...text, default: "0" },
      host: { ...text, default: "127.0.0.1" },
      streams: { ...text, default: "12" },
      size: { ...text, default: "480x270" },
      fps: { ...text, default: "12" },
      sound: { type: "boolean", default: false },
      user: text,
      password: text,
      token: text,
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const [width, height, ...rest] = values.size.split("x");
  if (height === undefined || rest.length > 0) throw new Error("--size is WIDTHxHEIGHT");
  const { user, password, token } = values;
  return {
    port: integer("--port", values.port, { least: 0, most: 65_535 }),
    apiPort: integer("--api-port", values["api-port"], { least: 0, most: 65_535 }),
    host: values.host,
    streams: integer("--streams", values.streams, { least: 1, most: 256 }),
    width: even("--size", integer("--size", width, { least: 64, most: 1_920 })),
    height: even("--size", integer("--size", height, { least: 36, most: 1_080 })),
    framesPerSecond: integer("--fps", values.fps, { least: 1, most: 60 }),
    sound: values.sound,
    credentials: {
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(token !== undefined && { token }),
    },
  };
}

function integer(option: string, value: string | undefined, { least, most }: { least: number; most: number }): number {
  const number = Number(value);
  if (!value || !Number.isInteger(number) || number < least || number > most)
    throw new Error(`${option} must be an integer from ${least} to ${most}`);
  return number;
}

function even(option: string, number: number): number {
  if (number % 2 !== 0) throw new Error(`${option} must be even`);
  return number;
}

function exitWith(message: string): never {
  console.error(message);
  process.exit(2);
}
