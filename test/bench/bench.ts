// npm run bench [-- NAME …] [--quick]: every figure beside its reference from the same run. A missed bar is told; the exit code is 0.
import { parseArgs } from "node:util";
import type { Bench } from "./bars.ts";
import { describeBar } from "./bars.ts";
import { benchCollector } from "./collector-load.ts";
import { benchDrain } from "./delivery.ts";
import { benchFrozenWatch } from "./frozen-watch.ts";
import { benchFirstFrames } from "./first-frames.ts";
import { benchHistory } from "./history.ts";
import { benchLiveTail } from "./live-tail.ts";
import { benchLogViewer } from "./log-viewer.ts";
import { benchAppend, benchLatency } from "./journal.ts";
import { benchCost, benchReconnects, SIXTEEN_SMALL } from "./player.ts";
import { benchSteps } from "./recovery.ts";
import { benchRoomLoad } from "./room-load.ts";
import { benchRoom } from "./room.ts";
import { benchColdStart, benchReady, DEMO_WALL } from "./start.ts";
import { benchStatistics } from "./statistics.ts";
import { benchStorm } from "./storm.ts";
import { benchHeldPosts, benchRecovery, benchSmallRecovery } from "./wall-of-64.ts";

/** Parts of a subject do not need each other: where one fails, the others still have their say. */
const SUBJECTS: Record<string, ((bench: Bench) => Promise<void>)[]> = {
  journal: [benchAppend, benchLatency],
  delivery: [benchDrain, benchCollector],
  start: [benchReady, (bench) => benchFirstFrames(bench, DEMO_WALL), benchColdStart],
  player: [benchCost, (bench) => benchFirstFrames(bench, SIXTEEN_SMALL), benchFrozenWatch, benchReconnects],
  recovery: [benchSteps],
  statistics: [benchStatistics],
  history: [benchHistory],
  "log-viewer": [benchLogViewer, benchLiveTail],
  "wall-of-64": [benchRecovery, benchSmallRecovery, benchHeldPosts],
  storm: [benchStorm],
  room: [benchRoom],
  "room-load": [benchRoomLoad],
};
const USAGE = `npm run bench -- [NAME …] [--quick]

Names: ${Object.keys(SUBJECTS).join(", ")}; all without a name. --quick takes two rounds of less instead of five: for trying, not for figures.`;

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !Object.hasOwn(SUBJECTS, name));
if (unknown !== undefined) console.error(`bench: there is no "${unknown}"\n`);
if (values.help || unknown !== undefined) {
  console.log(USAGE);
  process.exit(unknown === undefined ? 0 : 2);
}

const { quick } = values;
const bench: Bench = {
  rounds: quick ? 2 : 5,
  scale: (count) => (quick ? Math.ceil(count / 10) : count),
  report: (bar) => console.log(`  ${describeBar(bar)}`),
  note: (text) => console.log(`  (${text})`),
};
for (const name of positionals.length > 0 ? positionals : Object.keys(SUBJECTS)) {
  const startedAt = performance.now();
  console.log(`\n${name}`);
  for (const part of SUBJECTS[name]!) {
    await part(bench).catch((error: unknown) => console.log(`  FAILED: ${error instanceof Error ? error.stack : String(error)}`));
  }
  bench.note(`took ${Math.round((performance.now() - startedAt) / 1_000)} s`);
}
