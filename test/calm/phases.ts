import { setTimeout as wait } from "node:timers/promises";
import type { PreloadBridge } from "../../shared/api-names.ts";
import type { BusyCores } from "./busy-cores.ts";
import { measureBusy } from "./busy-cores.ts";
import type { CalmWall } from "./start-calm-wall.ts";

/** What a phase is done to. */
export interface Stage {
  wall: CalmWall;
  cores: BusyCores;
}

/** Something that is no failure of any stream. `run` returns what was seen of it, and throws when it did not take place. */
export interface Phase {
  name: string;
  /** How long it lasts; rounds take the times in turn. `short` is for a run of each phase once. */
  seconds: readonly [number, ...number[]];
  short: number;
  run(stage: Stage, seconds: number): Promise<string>;
}

/** Seconds after which the demo server, like MediaMTX after 30, has dropped every session of a PC that is away, however busy it is. */
const DROPPED = 60;
/** Of the time that a phase should have lasted; the rest is a busy machine's. */
const MOST_OF_IT = 0.8;
/** Hours, set one after the other. */
const CLOCKS = [-30, 5, 0];
/** libfaketime and the host's Date header look at the clock once a second each; milliseconds. */
const CLOCK_PATIENCE = 10_000;
/** Milliseconds between two changes of the settings. */
const CHANGE_INTERVAL = 100;

export const PHASES: readonly Phase[] = [
  {
    name: "cores loaded",
    seconds: [60],
    short: 2,
    async run({ cores }, seconds) {
      cores.start();
      const busy = measureBusy();
      await wait(seconds * 1_000);
      const share = busy();
      return demand(share > 0.9, `${Math.round(share * 100)} % of all cores busy`);
    },
  },
  {
    name: "window behind another",
    // Chromium holds the timers of a page that is hidden for longer than five minutes back to one a minute, unless it plays.
    seconds: [45, 400, 45, 45],
    short: 2,
    run: ({ wall }, seconds) => hideFor(wall, wall.client.cover, seconds),
  },
  { name: "PC asleep", seconds: [120, 35, 60, 28], short: 6, run: sleepFor },
  { name: "clock set", seconds: [40], short: 1, run: setClock },
  {
    name: "page stuck",
    seconds: [60, 20],
    short: 4,
    async run({ wall: { client } }, seconds) {
      await client.page.evaluate((milliseconds) => window.witness.holdUp(milliseconds), seconds * 1_000);
      return describeGap(await client.page.evaluate(() => window.witness.longestGap()), seconds);
    },
  },
  { name: "window minimized", seconds: [45], short: 2, run: ({ wall }, seconds) => hideFor(wall, wall.client.minimize, seconds) },
  { name: "PC asleep shortly", seconds: [15, 24, 6, 30], short: 1, run: sleepFor },
  { name: "settings changed and memory littered", seconds: [30], short: 2, run: changeAndLitter },
];

async function hideFor(
  { client: { page, tellsPage } }: CalmWall,
  hide: () => Promise<() => Promise<void>>,
  seconds: number,
): Promise<string> {
  const show = await hide();
  await wait(seconds * 1_000);
  const hidden = (await page.evaluate(() => window.witness.hiddenFor())) / 1_000;
  await show();
  await page.waitForFunction(() => document.visibilityState === "visible");
  const isSeen = tellsPage ? hidden > MOST_OF_IT * seconds - 1 : hidden === 0;
  return demand(isSeen, `hidden for ${seconds} s, by the page's own account for ${hidden.toFixed(1)} s`);
}

async function sleepFor({ wall: { media, client, signalPc } }: Stage, seconds: number): Promise<string> {
  const before = (await media.state()).sessions.length;
  signalPc("SIGSTOP");
  await wait(seconds * 1_000);
  const held = await media.state().then(({ sessions }) => sessions.length, () => undefined); // prettier-ignore
  signalPc("SIGCONT");
  if (seconds >= DROPPED) demand(held === 0, `the server still holds ${held} sessions`);
  const gap = await client.page.evaluate(() => window.witness.longestGap());
  return `${describeGap(gap, seconds)}; of ${before} sessions the server held ${held} at the end`;
}

async function setClock({ wall: { client, hostClock } }: Stage, seconds: number): Promise<string> {
  const readOff = () =>
    client.page.evaluate(async (asksHost) => {
      const off = (clock: number) => Math.round((clock - (performance.timeOrigin + performance.now())) / 3_600_000);
      const answer = asksHost ? await fetch("/", { method: "HEAD", cache: "no-store" }) : undefined;
      return { page: off(Date.now()), host: answer ? off(Date.parse(answer.headers.get("Date") ?? "")) : 0 };
    }, hostClock !== undefined);
  for (const hours of CLOCKS) {
    hostClock?.setHours(hours);
    await client.page.evaluate((hours) => (window.witness.clockOff = hours), hours);
    const wanted = { page: hours, host: hostClock ? hours : 0 };
    let off = await readOff();
    for (let waited = 0; off.host !== wanted.host && waited < CLOCK_PATIENCE; waited += 100) {
      await wait(100);
      off = await readOff();
    }
    demand(off.page === wanted.page && off.host === wanted.host, `clocks are ${JSON.stringify(off)} hours off, not ${hours}`);
    await wait((seconds / CLOCKS.length) * 1_000);
  }
  return `${CLOCKS.join(", ")} hours off; ${hostClock ? "page and host" : "page alone"}`;
}

async function changeAndLitter({ wall: { client } }: Stage, seconds: number): Promise<string> {
  const { page } = client;
  const megabytes = 5;
  let littered = 0;
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; littered += megabytes) {
    await page.evaluate(
      async ([language, megabytes]) => {
        window.witness.litter(megabytes);
        const { mtxWatch } = window as Window & { mtxWatch?: PreloadBridge };
        if (mtxWatch) return void (await mtxWatch.call("saveSettings", { changes: { language } }));
        const body = JSON.stringify({ changes: { language } });
        await fetch("/api/saveSettings", { method: "POST", headers: { "Content-Type": "application/json" }, body });
      },
      [littered % (2 * megabytes) === 0 ? "ko" : "en", megabytes] as const,
    );
    await wait(CHANGE_INTERVAL);
  }
  const changes = await page.evaluate(() => window.witness.changes());
  return demand(changes > seconds, `${changes} changes of the language, ${littered} MB littered`);
}

function describeGap(gap: number, seconds: number): string {
  return demand(gap > seconds * 1_000 - 500, `the page did nothing for ${(gap / 1_000).toFixed(1)} of ${seconds} s`);
}

function demand(isSo: boolean, seen: string): string {
  if (!isSo) throw new Error(`did not take place: ${seen}`);
  return seen;
}
