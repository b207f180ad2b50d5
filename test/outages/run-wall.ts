import { watchWall } from "./watch-wall.ts";

/** Prints how the pictures moved, phase by phase. True when none stood still, no record was made of it and all were delivered. */
export async function runWall({ records }: { records: number }): Promise<boolean> {
  const { phases, answered, stored, disturbances, failures } = await watchWall(records);
  for (const [name, { seconds, framesPerSecond, longestGap }] of Object.entries(phases))
    console.log(
      `wall, ${name.padEnd(9)} ${seconds.toFixed(1)} s, ${framesPerSecond.toFixed(1)} frames/s of the slowest tile, longest gap ${Math.round(longestGap)} ms`,
    );
  console.log(`wall, ${answered} reports answered while central was silent, ${stored} delivered afterwards`);
  const problems = [...disturbances, ...failures, ...(answered === records && stored === records ? [] : ["not everything was delivered"])];
  for (const problem of problems) console.log(`PROBLEM: ${problem}`);
  return problems.length === 0;
}
