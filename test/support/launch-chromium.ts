import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { chromiumFlags, findChromium } from "../../electron/demo/find-chromium.ts";

/** A real headless Chromium, whichever this machine has or can install; `env` beside the environment of the tests. */
export async function launchChromium(flags: string[] = [], env: Record<string, string> = {}): Promise<Browser> {
  const executablePath = await findChromium((message) => console.error(message));
  return chromium.launch({ executablePath, args: [...chromiumFlags(), ...flags], env: { ...process.env, ...env } });
}
