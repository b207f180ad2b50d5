import type { AlertSettings, Channel } from "../../shared/alerts/alert-settings.ts";
import type { ChannelProblem } from "../../shared/alerts/channel-test.ts";
import { createDesktopMessenger } from "../delivery/desktop.ts";
import type { ShowNotice } from "../delivery/desktop.ts";
import { createEmail } from "../delivery/email.ts";
import type { Messenger } from "../delivery/messenger.ts";
import { createSlack } from "../delivery/slack.ts";
import { createSyslog } from "../delivery/syslog.ts";
import type { SendRequest } from "../delivery/types.ts";
import { createWebhook } from "../delivery/webhook.ts";
import type { FindProxy } from "../http/find-proxy.ts";
import { httpUrl } from "../../shared/setting-values.ts";

export interface MessengerOptions {
  readSecret: (secretRef: string) => Promise<string | undefined>;
  authorities: () => string[] | undefined;
  /** For mail; other requests find their own. */
  findProxy?: FindProxy;
  sendRequest: SendRequest;
  version: string;
  hostName: string;
  now: () => number;
  /** Only a desktop can. */
  showNotice?: ShowNotice;
  /** Milliseconds for one message; 30 s unless told otherwise. */
  timeout?: number;
}

/** `key`: two with the same are the same. */
export type MadeMessenger = { ok: true; messenger: Messenger; key: string } | { ok: false; problem: ChannelProblem };

/** What sends for a channel as the settings want it, or what is missing. */
export async function makeMessenger(channel: Channel, alerts: AlertSettings, options: MessengerOptions): Promise<MadeMessenger> {
  const common = { timeout: 30_000, ...options };
  const secrets: (string | undefined)[] = [];
  const read = async (secretRef: string): Promise<string | undefined> => {
    const secret = secretRef === "" ? undefined : await options.readSecret(secretRef);
    secrets.push(secret);
    return secret;
  };
  const made = (messenger: Messenger): MadeMessenger => ({ ok: true, messenger, key: JSON.stringify([alerts[channel], secrets]) });

  switch (channel) {
    case "email": {
      const settings = alerts.email;
      if (settings.host === "") return missing("host");
      if (settings.from === "") return missing("from");
      if (settings.to.length === 0) return missing("to");
      const password = settings.user === "" ? undefined : await read(settings.secretRef);
      if (settings.user !== "" && password === undefined) return nobodyHas(settings.secretRef);
      return made(createEmail({ ...common, settings, ...(password !== undefined && { password }) }));
    }
    case "slack": {
      const { secretRef } = alerts.slack;
      const url = await read(secretRef);
      if (url === undefined) return nobodyHas(secretRef);
      return httpUrl.safeParse(url).success ? made(createSlack({ ...common, url })) : missing("url");
    }
    case "webhook": {
      const { secretRef, signSecretRef, template, ...settings } = alerts.webhook;
      const [secret, signSecret] = [await read(secretRef), await read(signSecretRef)];
      if (secretRef !== "" && secret === undefined) return nobodyHas(secretRef);
      if (signSecretRef !== "" && signSecret === undefined) return nobodyHas(signSecretRef);
      const url = settings.url === "" ? secret : settings.url;
      if (url === undefined || !httpUrl.safeParse(url).success) return missing("url");
      const token = settings.url === "" ? undefined : secret;
      return made(
        createWebhook({ ...common, url, template, ...(token !== undefined && { token }), ...(signSecret !== undefined && { signSecret }) }),
      );
    }
    case "syslog": {
      const settings = alerts.syslog;
      if (settings.host === "") return missing("host");
      return made(createSyslog({ ...common, settings, sender: { hostName: options.hostName, processId: process.pid } }));
    }
    case "desktop": {
      const { showNotice } = options;
      if (!showNotice) return { ok: false, problem: { step: "message", detail: "this host has no desktop that shows notices" } };
      return made(createDesktopMessenger(showNotice));
    }
  }
}

function missing(key: string): MadeMessenger {
  return { ok: false, problem: { step: "settings", detail: key } };
}

function nobodyHas(secretRef: string): MadeMessenger {
  return { ok: false, problem: { step: "secret", detail: secretRef } };
}
