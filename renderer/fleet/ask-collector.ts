import type { FleetView } from "../../shared/fleet/fleet-view.ts";

/** What the collector has answered; `away`: nothing that can be used. */
export type CollectorAnswer<T> = { kind: "answered"; value: T } | { kind: "locked" } | { kind: "away"; message: string };

/** Milliseconds. */
const TIMEOUT = 10_000;

export const askFleet = (): Promise<CollectorAnswer<FleetView>> => ask("/api/v1/clients");
/** `locked`: it is not the collector's token. */
export const login = (token: string): Promise<CollectorAnswer<unknown>> => ask("/fleet/login", { token });
export const logout = (): Promise<CollectorAnswer<unknown>> => ask("/fleet/logout", {});
export const forgetPc = (clientId: string): Promise<CollectorAnswer<unknown>> => ask("/api/v1/clients/forget", { clientId });

/** With a body it is a POST. */
async function ask<T>(path: string, body?: object): Promise<CollectorAnswer<T>> {
  const post = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { ...post, signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status === 401) return { kind: "locked" };
    if (!response.ok) return { kind: "away", message: `${response.status} ${(await response.text()).slice(0, 300)}` };
    return { kind: "answered", value: (await response.json()) as T };
  } catch (error) {
    return { kind: "away", message: String(error) };
  }
}
