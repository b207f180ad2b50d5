/** What the PCs of a room see of their streams now, as its collector tells a PC that asks what the others see. */
import { z } from "zod";

/** By stream id: so many milliseconds ago another PC still said so. */
const ages = z.record(z.string(), z.int().min(0));

export const playingSchema = z.object({ plays: ages, fails: ages });
export type Playing = z.output<typeof playingSchema>;

/** Behind /api/v1. */
export const PLAYING_PATH = "/states/playing";
