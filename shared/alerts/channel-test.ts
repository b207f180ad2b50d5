import { z } from "zod";
import { CHANNELS } from "./alert-settings.ts";

/** How far a message got. What `detail` holds is said beside each; the page has words for the step. */
const CHANNEL_STEPS = [
  /** Something is missing in the settings: its key, such as "host". */
  "settings",
  /** Nobody has the secret: its name. */
  "secret",
  /** From here on `detail` is what was said there, in English or in the server's words. */
  "dns",
  "connect",
  "timeout",
  "tls",
  "login",
  "sender",
  "recipients",
  /** It was given and not taken. */
  "message",
  /** The connection ended before anybody said that it was taken. */
  "closed",
] as const;
export type ChannelStep = (typeof CHANNEL_STEPS)[number];

export interface ChannelProblem {
  step: ChannelStep;
  detail: string;
  /** Of HTTP or SMTP. */
  statusCode?: number;
}

export type ChannelTest = { ok: true } | { ok: false; problem: ChannelProblem };

export const ALERT_INPUT_SCHEMAS = {
  testChannel: z.strictObject({
    channel: z.enum(CHANNELS),
    /** Of the channel, as they stand on the screen; what is left out is as it is saved. */
    settings: z.record(z.string(), z.unknown()).optional(),
  }),
} as const;

export interface AlertApi {
  /** Sends a message that says it is a test, whether the channel is switched on or not. */
  testChannel(input: z.input<typeof ALERT_INPUT_SCHEMAS.testChannel>): Promise<ChannelTest>;
}
