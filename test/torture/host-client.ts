import { Agent } from "undici";
import type { MethodInput, MethodName, MethodOutput, Result } from "../../shared/api-names.ts";
import { createApiError } from "../../renderer/api/api-error.ts";

/** Calls the web host as its pages do, wherever it is at present. */
export interface HostClient {
  /** Takes the address that the host has printed. Rejects when it lets nobody in. */
  enter(url: string): Promise<void>;
  /** The host is gone: calls fail at once. */
  leave(): void;
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>;
  close(): Promise<void>;
}

export function createHostClient(): HostClient {
  const agent = new Agent({ headersTimeout: 30_000, keepAliveTimeout: 3_000 });
  let door: { origin: string; cookie: string } | undefined;

  return {
    async enter(url) {
      const { origin, pathname, search } = new URL(url);
      const { headers, body } = await agent.request({ origin, path: pathname + search, method: "GET" });
      await body.dump();
      const [cookie] = String(headers["set-cookie"]).split(";");
      door = { origin, cookie: cookie ?? "" };
    },
    leave() {
      door = undefined;
    },
    async call(method, input) {
      if (!door) throw createApiError("unavailable", "there is no host");
      const { origin, cookie } = door;
      const headers = { cookie, "content-type": "application/json" };
      const { body } = await agent.request({ origin, path: `/api/${method}`, method: "POST", headers, body: JSON.stringify(input) });
      const result = (await body.json()) as Result<MethodOutput<typeof method>>;
      if (!result.ok) throw createApiError(result.error.code, result.error.message);
      return result.value;
    },
    close: () => agent.destroy(),
  };
}
