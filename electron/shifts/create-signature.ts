import { hostname } from "node:os";
import { LIMITS } from "../../shared/limits.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Duty } from "./create-duty.ts";

/** Under whose name people act on alarms: who is on duty, else this PC as far as the privacy settings say its name. */
export function createSignature(settings: () => Pick<Settings, "client" | "privacy">, duty: Pick<Duty, "operator">): () => { by?: string } {
  return () => {
    const { client, privacy } = settings();
    const name = duty.operator() ?? (client.name || (privacy.hostName ? hostname() : ""));
    return name === "" ? {} : { by: name.slice(0, LIMITS.name) };
  };
}
