import { createSeededRandom, pickInteger, shuffle } from "./seeded-random.ts";

export type VictimName = "host" | "collector";

/** What is done to a data dir between a kill and the next start. */
export type Damage =
  | "torn_tail" // a line that was not written to its end
  | "zero_tail" // zeros that a file system leaves where a write was announced but not done
  | "cursor_slot" // one of the two
  | "cursor_slots" // both
  | "no_segments" // `.segments` deleted
  | "no_summaries" // `.summaries` deleted
  | "index" // the collector's index of ids overwritten in its middle
  | "no_index"; // deleted

export interface Kill {
  victim: VictimName;
  /** How many reports must have been answered. */
  after: number;
  /** Milliseconds more; from the victim's last start, where that was later. */
  delay: number;
  damage: Damage | undefined;
  /** For what the damage needs of chance. */
  damageSeed: number;
}

export interface KillPlanOptions {
  kills: number;
  seed: number;
  records: number;
  victims: VictimName[];
  /** About how long the start of a victim takes, in milliseconds: a kill during a start comes within it. */
  startTakes: number;
}

const NONE = Array<undefined>(6).fill(undefined);
const TAILS: Damage[] = ["torn_tail", "torn_tail", "zero_tail", "zero_tail"];
/** Each is dealt out before any comes again, so that a short run meets all of them too. */
const DECKS: Record<VictimName, (Damage | undefined)[]> = {
  host: [...NONE, ...TAILS, "cursor_slot", "cursor_slot", "no_segments", "no_summaries"],
  collector: [...NONE, ...TAILS, "no_segments", "no_summaries"],
};
/** After these all that was ever stored is sent or read again: a few in a run, or a long one would do nothing else. */
const COSTLY: Record<VictimName, Damage[]> = { host: ["cursor_slots"], collector: ["index", "no_index"] };
const COSTLY_IN_A_RUN = { one: 8, most: 4 };

/** One in so many comes while the victim starts: in the middle of the repair of what the kill before it has left. */
const DURING_START = 8;
/** Longest delay of the others, in milliseconds. */
const LONGEST_IN_STORM = 30;

/** Who is killed when, and what is damaged then: nothing but the numbers given decides it. In the order of `after`. */
export function planKills({ kills, seed, records, victims, startTakes }: KillPlanOptions): Kill[] {
  const random = createSeededRandom(seed);
  const decks: Record<VictimName, (Damage | undefined)[]> = { host: [], collector: [] };
  const moments = Array.from({ length: kills }, () => pickInteger(random, 1, records)).sort((a, b) => a - b);
  const last: Record<VictimName, number | undefined> = { host: undefined, collector: undefined };
  const plan = moments.map((moment): Kill => {
    const victim = victims[pickInteger(random, 0, victims.length - 1)]!;
    if (decks[victim].length === 0) decks[victim] = shuffle(DECKS[victim], random);
    const previous = last[victim];
    const isDuringStart = previous !== undefined && random() < 1 / DURING_START;
    const after = isDuringStart ? previous : moment;
    last[victim] = after;
    return {
      victim,
      after,
      delay: pickInteger(random, 0, isDuringStart ? startTakes : LONGEST_IN_STORM),
      damage: decks[victim].pop(),
      damageSeed: pickInteger(random, 0, 2 ** 31 - 1),
    };
  });
  for (const [victim, damages] of Object.entries(COSTLY)) {
    const candidates = plan.filter((kill) => kill.victim === victim);
    const count = Math.min(COSTLY_IN_A_RUN.most, Math.ceil(candidates.length / COSTLY_IN_A_RUN.one));
    const chosen = shuffle(candidates, random);
    for (const damage of damages) for (const kill of chosen.splice(0, count)) kill.damage = damage;
  }
  return plan.sort((a, b) => a.after - b.after);
}
