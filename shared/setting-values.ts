/** Values that more than one section of the settings holds. `format` tells the settings screen which control, hint and words they get. */
import { z } from "zod";

export const SECRET_REF = /^[a-z][a-z0-9_]{0,31}$/;
/** A PIN's hash: `scrypt$N$r$p$SALT$HASH`, the last two base64url. */
export const PIN_HASH = /^scrypt\$([1-9]\d{0,6})\$([1-9]\d?)\$([1-9]\d?)\$([\w-]{16,128})\$([\w-]{22,128})$/;
/** What stands for such a hash in a page, which never gets it. */
export const PIN_REF = /^kept:[\w-]{22}$/;
export const secretRef = z.union([z.literal(""), z.string().regex(SECRET_REF).meta({ format: "secret" })]);
export const httpUrl = z.string().max(2_048).refine(isHttpUrl, "must be an http or https address without user name and password").meta({ format: "url" }); // prettier-ignore
export const id = z.string().min(1).max(200).meta({ format: "id" });
export const name = z.string().max(200);
/** Local time of day. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 02:00").meta({ format: "clock" }); // prettier-ignore

/** Headers of a request, by name. */
export const headersOf = (value: z.ZodType<string>) =>
  z.record(z.string().max(200).regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "must be a header's name"), value).refine((all) => Object.keys(all).length <= 50, "must be 50 at most").meta({ format: "headers" }).default({}); // prettier-ignore

/** A number of days from 0 to `most` for each name. */
export const daysOf = (most: number) =>
  z.record(z.string().trim().min(1).max(200), z.int().min(0).max(most)).refine((all) => Object.keys(all).length <= 50, "must be 50 at most").meta({ format: "days" }); // prettier-ignore

export function isHttpUrl(value: string): boolean {
  return /^https?:\/\/[^/?#@\s]+([/?#]\S*)?$/i.test(value) && z.url().safeParse(value).success;
}
