import { onTestFinished, vi } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { followPolicy } from "../../../electron/settings/follow-policy.ts";
import { createSettingsStore } from "../../../electron/settings/settings-store.ts";
import { createManualClock } from "../alarms/manual-clock.ts";

export const SLOW = { timeout: 30_000, interval: 20 };
const FIVE_MINUTES = 5 * 60_000;

export interface OpenPolicyOptions {
  dataDir: string;
  policyFile: string;
  /** Each look takes as long as it may. */
  hangs?: boolean;
}

/** A policy as the control room of the PC "wall-3" follows it, looked at once. Ends with the test. */
export async function openPolicy({ dataDir, policyFile, hangs = false }: OpenPolicyOptions) {
  const transport = createUndiciTransport();
  const places = { dataDir, policyFile, hostName: "wall-3" };
  const store = await createSettingsStore({ ...places, now: Date.now });
  const atStart = store.state();
  const clock = createManualClock(0);
  const said: string[] = [];
  let looks = 0; // that are over: the next one is waited for
  let changes = 0;
  store.onChange(() => void changes++);
  const followed = followPolicy({
    ...places,
    sendRequest: transport.sendRequest,
    setTimer(callback, milliseconds) {
      if (milliseconds === FIVE_MINUTES) looks++;
      return clock.setTimer(callback, milliseconds);
    },
    renew: (warnings) => store.renewPolicy(warnings),
    log: (message) => said.push(message),
  });
  const close = async () => {
    followed.close();
    await transport.close();
  };
  onTestFinished(close);
  const finish = async (count: number) => {
    if (hangs) await clock.pass(15_000);
    await vi.waitUntil(() => looks === count, SLOW);
  };
  await finish(1);
  return {
    store,
    atStart,
    said,
    changes: () => changes,
    async lookAgain() {
      const before = looks;
      await clock.pass(FIVE_MINUTES);
      await finish(before + 1);
    },
  };
}
