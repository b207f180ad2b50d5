import { hostname } from "node:os";
import type { ClientIdentity } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadOwnClientId } from "./load-own-client-id.ts";
import type { OwnClientIdOptions } from "./load-own-client-id.ts";

export interface OpenClientOptions extends OwnClientIdOptions {
  version: string;
  settings: () => Pick<Settings, "client">;
}

/** This PC as records, alarms and the room's collector name it, by the settings as they are when it is asked. */
export async function openClient({ version, settings, ...options }: OpenClientOptions): Promise<() => ClientIdentity> {
  const id = await loadOwnClientId(options);
  return () => {
    const { name, site } = settings().client;
    return { id, version, ...(name ? { name } : {}), ...(site ? { site } : {}), hostName: hostname() };
  };
}
