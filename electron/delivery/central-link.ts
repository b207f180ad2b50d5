import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal } from "../journal/types.ts";
import { createDelivery } from "./create-delivery.ts";
import { createLink } from "./create-link.ts";
import type { Link } from "./create-link.ts";
import type { SendRequest } from "./types.ts";

export interface CentralLinkOptions {
  journal: Journal;
  cursor: Cursor;
  /** Keeps where the first delivery began. */
  start: Cursor;
  directory: string;
  identity: { version: string; clientId: string };
  sendRequest: SendRequest;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  now: () => number;
  random: () => number;
  log: (message: string) => void;
  onChange: () => void;
}

/** The delivery to central as the settings want it at the moment: off, or to one address. */
export type CentralLink = Link<Settings["central"]>;

export function createCentralLink(options: CentralLinkOptions): CentralLink {
  return createLink({
    async plan({ enabled, url, secretRef, sendFrom }) {
      if (!enabled || url === "") return undefined;
      const token = await options.readSecret(secretRef);
      const settings = { url, sendFrom, ...(token ? { token } : {}) };
      return { key: JSON.stringify([url, token]), start: () => createDelivery({ ...options, settings }) };
    },
    onChange: options.onChange,
  });
}
