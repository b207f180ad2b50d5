/** What is done about streams that fail, beyond connecting again: section `recovery` of the settings. */
import { z } from "zod";
import { httpUrl, name, secretRef } from "./setting-values.ts";

export const recoverySettingsSchema = z
  .object({
    /** False: nothing is tried with a session that has failed; another one takes its place, which is all that a player is for. */
    automatic: z.boolean().default(true),
    /** What changes a server: `dryRun` writes down what would have been done. */
    serverActions: z.enum(["off", "dryRun", "on"]).default("off"),
    /** Name of the one client (`client.name`) that may act on servers; empty: none. */
    actor: name.default(""),
    /** Who restarts a server when this PC asks for it; the requests are signed with the secret. Empty: nobody. */
    webhook: z.object({ url: z.union([z.literal(""), httpUrl]).default(""), secretRef: secretRef.default("") }).prefault({}),
  })
  .prefault({});
export type RecoverySettings = z.output<typeof recoverySettingsSchema>;
