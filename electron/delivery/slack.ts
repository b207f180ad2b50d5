import type { Messenger } from "./messenger.ts";
import { createWebhook } from "./webhook.ts";
import type { WebhookOptions } from "./webhook.ts";

/** Slack's incoming webhook: a webhook whose address is all the secret there is. */
export function createSlack(options: Omit<WebhookOptions, "template" | "token" | "signSecret">): Messenger {
  return createWebhook({ ...options, template: "slack" });
}
