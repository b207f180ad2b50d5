import type { OutagePart } from "../torture/read-arguments.ts";
import { runMemory } from "./run-memory.ts";
import { runWall } from "./run-wall.ts";
import { runWeek } from "./run-week.ts";
import { runOutages } from "./run-outages.ts";

const DEFAULT_RECORDS: Record<OutagePart, number> = { outages: 10_000, week: 1_000_000, memory: 100_000, wall: 10_000 };

/** The parts one after the other. True when nothing was wrong. */
export async function runOutageParts(options: { parts: readonly OutagePart[]; records?: number; seed: number }): Promise<boolean> {
  const run = { outages: runOutages, week: runWeek, memory: runMemory, wall: runWall };
  let isGood = true;
  for (const part of options.parts)
    isGood = (await run[part]({ records: options.records ?? DEFAULT_RECORDS[part], seed: options.seed })) && isGood;
  console.log(isGood ? "nothing was lost, nothing is where it should not be" : "there were problems");
  return isGood;
}
