import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { clock, PIN_HASH, PIN_REF } from "../setting-values.ts";

/** Local times of day at which one shift ends and the next begins; none: there are no shifts. */
export const shiftsSchema = z
  .array(clock)
  .max(24)
  .refine((times) => new Set(times).size === times.length, "must not hold a time twice")
  .default([]);

const operatorSchema = z.object({
  name: z.string().trim().min(1).max(LIMITS.name),
  /** Hash of the PIN (scrypt, as the policy's `adminPin`); empty: none is asked for. */
  pinHash: z.union([z.literal(""), z.string().max(400).refine((value) => PIN_HASH.test(value) || PIN_REF.test(value), "must be a hash as --make-pin prints it").meta({ format: "pin" })]).default(""), // prettier-ignore
});
export type OperatorSettings = z.output<typeof operatorSchema>;

export const operatorsSchema = z
  .array(operatorSchema)
  .max(200)
  .refine((operators) => new Set(operators.map(({ name }) => name)).size === operators.length, "must not hold a name twice")
  .default([]);
