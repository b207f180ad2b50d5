import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startDemoServices } from "./demo/demo-services.ts";
import type { DemoServices } from "./demo/demo-services.ts";
import { PROOF_STREAMS, proveEveryFailure, SHORTEST_PROOF } from "./demo/prove.ts";
import { describeDemo, showEveryFailure } from "./demo/show.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

const USAGE = `Usage: npm run demo -- [options]

The whole job on this machine with nothing configured: a media server with live streams, a collector, the app, and scripted failures.

  --web             serve the app to a browser even where the desktop app could be opened
  --headless        also run the players in a headless Chromium
  --duration N      end by itself after N seconds (at least ${SHORTEST_PROOF}): every failure is provoked, the collector and the host are killed
                    meanwhile; exit code 0 only if each failure was logged, forwarded and stored exactly once
  --electron FILE   open the desktop app with this Electron; --electron-app FOLDER: the app, unless it is packed inside
  --data-dir DIR    where everything is written (a new folder among the temporary files)
  --help
`;

const say = (line: string): void => console.error(line);
const options = readOptions();
const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), "mtx-watch-demo-"));
const proof = options.duration !== undefined;
let services: DemoServices | undefined;
runUntilStopped(async () => services?.stop()); // from the beginning: starting takes a while
services = await startDemoServices({
  folder,
  streams: proof ? PROOF_STREAMS : 12,
  // A proof has every stream at once, and may run on a small machine without a graphics card.
  ...(proof ? { size: "160x90", framesPerSecond: 5 } : { size: "480x270", framesPerSecond: 12 }),
  ...(options.electron ? { electron: options.electron } : {}),
  headless: options.headless,
  log: (line) => (process.env.MTX_DEMO_VERBOSE ? say(line) : undefined),
});
console.log(`ready ${services.pageUrl || services.mediaUrl}`);

if (options.duration === undefined) {
  say(describeDemo(services));
  await showEveryFailure(services, say);
  await services.stop();
  say(`the files stay in ${folder}`);
  process.exit(0);
}

const outcome = await proveEveryFailure(services, options.duration, say).finally(services.stop);
say(
  `\n${outcome.provoked.length} failures provoked, ${outcome.logged} records logged, ${outcome.collected} stored by the collector (${folder})`,
);
for (const problem of outcome.problems) say(`  WRONG: ${problem}`);
say(
  outcome.problems.length === 0 ? "every failure was logged, forwarded and stored exactly once" : `${outcome.problems.length} differences`,
);
process.exit(outcome.problems.length === 0 ? 0 : 1);

interface Options {
  dataDir?: string;
  headless: boolean;
  duration?: number;
  electron?: { executable: string; app?: string };
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    say(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Throws with a sentence for people. */
function parseOptions(args: string[]): Options {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { web: flag, headless: flag, help: flag, duration: text, electron: text, "electron-app": text, "data-dir": text },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const { electron: executable, "electron-app": app } = values;
  if (app !== undefined && executable === undefined) throw new Error("--electron-app goes with --electron");
  const duration = values.duration === undefined ? undefined : Number(values.duration);
  if (duration !== undefined && !(duration >= SHORTEST_PROOF)) throw new Error(`--duration must be at least ${SHORTEST_PROOF} seconds`);
  const isDesktop = executable !== undefined && !values.web && !values.headless;
  const headless = values.headless || (duration !== undefined && !isDesktop); // somebody must play
  const { "data-dir": dataDir } = values;
  return { dataDir, headless, ...(duration === undefined ? {} : { duration }), ...(isDesktop ? { electron: { executable, app } } : {}) };
}
