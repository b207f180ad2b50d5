import { z } from "zod";

/**
 * `schema.safeParse`, which throws all the same on some values: zod compares the `length` of whatever has one before it has refused it for
 * its type, and `{ "length": { "toString": 1 } }` cannot be compared.
 */
export function parseSafely<T extends z.ZodType>(schema: T, value: unknown): z.ZodSafeParseResult<z.output<T>> {
  try {
    return schema.safeParse(value);
  } catch {
    return {
      success: false,
      error: new z.ZodError([{ code: "custom", path: [], message: "Invalid input", input: undefined }]) as z.ZodError<z.output<T>>,
    };
  }
}
