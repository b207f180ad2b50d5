import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { StreamAction, StreamFault } from "../../electron/demo/media-faults.ts";
import type { StepOutcome } from "../../renderer/whep/types.ts";
import { RECOVERY_STEPS } from "../../shared/state-line.ts";
import { launchChromium } from "../support/launch-chromium.ts";
import { servePlayerPage } from "../support/player-page.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";
import { median } from "./bars.ts";
import type { Bench } from "./bars.ts";

interface Mishap {
  name: string;
  faults: (StreamFault | StreamAction)[];
  /** Milliseconds after which it is over by itself; else what heals it is another way or another session. */
  lasts?: number;
}

const MISHAPS: Mishap[] = [
  { name: "the packets' way is lost, the server lives", faults: [{ fault: "path_lost" }] },
  { name: "the same, before a server without ICE restart", faults: [{ fault: "no_restart" }, { fault: "path_lost" }] },
  { name: "the server ends the session", faults: [{ fault: "kick", goodbye: true }] },
  { name: "no packets come for 6 s", faults: [{ fault: "no_packets" }], lasts: 6_000 },
  { name: "packets make no picture for 6 s", faults: [{ fault: "no_frames" }], lasts: 6_000 },
];

/** Success and time of each step of the ladder, over ten tries of each mishap, on the demo server. */
export async function benchSteps(bench: Bench): Promise<void> {
  const tries = Math.max(2, bench.scale(10));
  const [browser, pages, media] = await Promise.all([
    launchChromium(),
    servePlayerPage(),
    startMedia(["--streams", String(tries), "--size", "320x180", "--fps", "10"]),
  ]);
  try {
    for (const mishap of MISHAPS) {
      const page = await pages.open(browser);
      report(bench, mishap, await measure(page, { media, mishap, tries }));
      await page.close();
    }
  } finally {
    await browser.close();
    await Promise.all([pages.close(), media.stop()]);
  }
}

async function measure(page: Page, { media, mishap, tries }: { media: TestMedia; mishap: Mishap; tries: number }): Promise<StepOutcome[]> {
  const ids = Array.from({ length: tries }, (_, i) => `demo-${i + 1}`);
  const untilAll = (state: "playing" | "failed") =>
    page.waitForFunction(
      ({ ids, state }) =>
        ids.every((id) =>
          state === "playing" ? window.page.view(id).state === "playing" : window.page.failures.some((f) => f.streamId === id),
        ),
      { ids, state },
      { timeout: 90_000 },
    );
  await page.evaluate(
    (streams) => streams.forEach((s) => window.page.play(s)),
    ids.map((id) => ({ id, whepUrl: media.whepUrl(id) })),
  );
  await untilAll("playing");
  for (const id of ids) {
    for (const fault of mishap.faults) await media.setStreamFault(id, fault);
    await wait(200); // one after the other: a try is a stream's, not the machine's
  }
  const heal = () => Promise.all(ids.map((id) => media.heal(id)));
  if (mishap.lasts !== undefined) await wait(mishap.lasts);
  await untilAll("failed");
  if (mishap.lasts !== undefined) await heal();
  await untilAll("playing");
  await heal(); // what the server does in another way, for the next mishap
  return page.evaluate(() => window.page.steps);
}

function report({ note, report: say }: Bench, { name, faults }: Mishap, steps: StepOutcome[]): void {
  note(`${name}:`);
  for (const step of RECOVERY_STEPS) {
    const own = steps.filter((outcome) => outcome.step === step);
    if (own.length === 0) continue;
    const recovered = own.filter(({ outcome }) => outcome === "recovered");
    const seconds = median(recovered.map(({ took }) => took)) / 1e3;
    note(`  ${step}: ${recovered.length} of ${own.length} recovered${recovered.length > 0 ? `, median ${seconds.toFixed(2)} s` : ""}`);
    if (step === "ice_restart" && faults.length === 1 && faults[0]?.fault === "path_lost")
      say({
        name: "ICE restarts that bring the frames back",
        ours: recovered.length,
        reference: own.length,
        unit: "tries",
        limit: { ratioAtLeast: 0.9 },
      });
  }
}
