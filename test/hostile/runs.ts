/** How many inputs each property gets: parts of MTX_FUZZ_RUNS (100 000), which is what all together generate. */
const PARTS = {
  redactUrl: 130,
  redactText: 100,
  redactAny: 30,
  recordText: 100,
  logText: 90,
  collectorRecord: 90,
  iceServers: 80,
  failureText: 80,
  centralAnswer: 70,
  settings: 70,
  calls: 20,
  cursorSlot: 40,
  whepAnswer: 30,
  sdpFragment: 20,
  testAddress: 20,
  alertMessage: 10,
  outgoing: 10,
  segmentOrder: 5,
  settingsFile: 2,
  smallFile: 2,
  journalFile: 2,
  webHost: 3,
  collector: 3,
  pcToken: 1,
  pcTokenFile: 10,
} as const;
export type Property = keyof typeof PARTS;

const TOTAL = Number(process.env.MTX_FUZZ_RUNS ?? 100_000);
const ALL_PARTS = Object.values(PARTS).reduce((sum, part) => sum + part, 0);

/** Options for fc.assert. The seed is fixed, so that a test that was green stays so: MTX_FUZZ_SEED is for looking elsewhere. */
export function fuzz(property: Property): { numRuns: number; seed: number } {
  return { numRuns: Math.ceil((TOTAL * PARTS[property]) / ALL_PARTS), seed: Number(process.env.MTX_FUZZ_SEED ?? 1) };
}

/** A million inputs take their time; vitest's own limit is for the default. */
export const FUZZ_TIMEOUT = Math.max(60_000, TOTAL);
