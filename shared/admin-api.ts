/** The administrator's PIN, as pages ask for it (spec section 8, `adminPin`). Moments are Unix milliseconds. */
import { z } from "zod";

/** Whether the administrator's things are kept, and until when somebody has opened them. */
export interface AdminState {
  /** A PIN is set by the policy. */
  hasPin: boolean;
  /** Absent: locked, where there is a PIN; where there is none, nobody has left the kiosk. */
  openUntil?: number;
}

export type UnlockAnswer =
  | { isUnlocked: true; until: number }
  /** `retryAt`: after too many wrong guesses nobody is heard before. */
  | { isUnlocked: false; retryAt?: number };

export const ADMIN_INPUT_SCHEMAS = {
  unlock: z.strictObject({ pin: z.string().max(200) }),
  lock: z.strictObject({}),
} as const;

export interface AdminApi {
  /** Opens settings, recovery's switches, export and the kiosk for a quarter of an hour, for all pages of this PC. */
  unlock(input: { pin: string }): Promise<UnlockAnswer>;
  /** Ends that at once. */
  lock(input: Record<string, never>): Promise<Record<string, never>>;
}
