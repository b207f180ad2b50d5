import { createSeededRandom } from "./seeded-random.ts";

/** What happens to one request on its way: nothing, or the connection breaks before or after the collector has it. */
export type WireFault = "lost_request" | "lost_answer";

/** One request in so many; each costs the host a wait of up to a second, so more would leave little else. */
const ONE_IN = 50;

/** The fault of each next request. */
export function createWireFaults(seed: number): () => WireFault | undefined {
  const random = createSeededRandom(seed);
  return () => {
    const dice = random() * ONE_IN;
    if (dice >= 1) return undefined;
    return dice < 0.5 ? "lost_request" : "lost_answer";
  };
}
