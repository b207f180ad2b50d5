/** How the desktop app stands on its PC: section `desktop` of the settings. The web host knows none of it. */
import { z } from "zod";

export const desktopSettingsSchema = z
  .object({
    /** Whether it starts when this user logs in. */
    startAtLogin: z.boolean().default(false),
    /** What closing the last window does: nothing is watched without the app, so a slip of the hand must not end it unseen. */
    onClose: z.enum(["ask", "background", "quit"]).default("ask"),
  })
  .prefault({});
export type DesktopSettings = z.output<typeof desktopSettingsSchema>;
