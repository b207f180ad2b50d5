/** Who is on duty at this PC, as pages ask and tell it. Moments are Unix milliseconds. */
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import type { Interval } from "./statistics/intervals.ts";

export interface DutyState {
  /** Who may be; empty: the settings name nobody, and nothing of this is shown. */
  operators: { name: string; hasPin: boolean }[];
  /** Absent: nobody has said so in this shift. */
  operator?: string;
  since?: number;
  /** Absent: there are no shifts. */
  shift?: Interval;
  /** Nobody is on duty, and nobody has put the question off. */
  isAsked: boolean;
}

export type TakeDutyAnswer =
  | { isTaken: true }
  /** `retryAt`: after too many wrong PINs of this operator nobody is heard before. */
  | { isTaken: false; retryAt?: number };

const pin = z.string().max(200);

export const SHIFT_INPUT_SCHEMAS = {
  getDuty: z.strictObject({}),
  takeDuty: z.strictObject({ name: z.string().min(1).max(LIMITS.name), pin: pin.default("") }),
  deferDuty: z.strictObject({}),
  makePin: z.strictObject({ pin: pin.min(4) }),
} as const;

type Nothing = Record<string, never>;

export interface ShiftApi {
  getDuty(input: Nothing): Promise<DutyState>;
  /** For all pages of this PC. `invalid_input`: the settings have no such operator. */
  takeDuty(input: z.input<(typeof SHIFT_INPUT_SCHEMAS)["takeDuty"]>): Promise<TakeDutyAnswer>;
  /** Not now: no page of this PC asks again in this shift. */
  deferDuty(input: Nothing): Promise<DutyState>;
  /** What stands for a new PIN in `operators[].pinHash` until the settings are saved: a page has no hash to guess at. */
  makePin(input: { pin: string }): Promise<{ pinHash: string }>;
}
