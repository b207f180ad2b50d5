import { createCentralAnnouncement } from "./central-announcement.ts";
import type { CentralAnnouncement } from "./central-announcement.ts";
import { createCentralClient } from "./central-client.ts";
import type { CentralClient, CentralClientOptions } from "./central-client.ts";

/** One central at one address with one token. */
export interface CentralConnection {
  /** Another one is another connection. */
  key: string;
  url: string;
  token?: string;
  client: CentralClient;
  announcement: CentralAnnouncement;
}

/** Milliseconds for one request, unless told otherwise (spec section 4). */
const REQUEST_TIMEOUT = 30_000;

export function createCentralConnection(options: Omit<CentralClientOptions, "timeout"> & { timeout?: number }): CentralConnection {
  const { url, token, now, timeout = REQUEST_TIMEOUT } = options;
  const client = createCentralClient({ ...options, timeout });
  const announcement = createCentralAnnouncement(client, now);
  return { key: JSON.stringify([url, token]), url, ...(token === undefined ? {} : { token }), client, announcement };
}
