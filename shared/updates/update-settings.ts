/** Newer versions of the desktop app: section `updates` of the settings. Off unless switched on, and from no address but the site's own. */
import { z } from "zod";
import { clock, daysOf, httpUrl } from "../setting-values.ts";

export const updateSettingsSchema = z
  .object({
    enabled: z.boolean().default(false),
    /** Where latest.yml or latest-linux.yml and the installers lie. */
    url: z.union([z.literal(""), httpUrl]).default(""),
    /** When the app may be replaced and started again, by this PC's clock: days on which it begins (0 is Sunday); `to` at or before `from` is on the next day. */
    window: z
      .object({
        days: z.array(z.int().min(0).max(6)).min(1).max(7).default([0, 1, 2, 3, 4, 5, 6]),
        from: clock.default("02:00"),
        to: clock.default("05:00"),
      })
      .prefault({}),
    /** Also when a person ends the app. */
    onQuit: z.boolean().default(false),
    /** The group of this PC, one of `groups`; "": it waits for nobody. */
    group: z.string().max(200).default(""),
    /** How many days after its release a version is for a group. */
    groups: daysOf(90).default({}),
    /** This version and no other; "": the newest. An older one than the present only where the policy names it. */
    version: z.union([z.literal(""), z.string().max(100).regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, "must be a version such as 1.2.3").meta({ format: "version" })]).default(""), // prettier-ignore
  })
  .prefault({});
export type UpdateSettings = z.output<typeof updateSettingsSchema>;
