import type { MediaState } from "./media-control.ts";
import type { ApiAction, ApiFault, ServerFault, StreamAction, StreamFault } from "./media-faults.ts";

/** The demo media server's faults, over HTTP. Each call rejects when the server does not answer as it should. */
export interface MediaRemote {
  state(): Promise<MediaState>;
  setStreamFault(name: string, fault: StreamFault | StreamAction): Promise<void>;
  heal(name: string): Promise<void>;
  setServerFault(fault: ServerFault): Promise<void>;
  setApiFault(fault: ApiFault | ApiAction): Promise<void>;
}

export function createMediaRemote(url: string): MediaRemote {
  async function call(method: string, path: string, body?: object): Promise<Response> {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${url}/control/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`media server: ${method} /control/${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
  return {
    state: async () => (await (await call("GET", "state")).json()) as MediaState,
    setStreamFault: async (name, fault) => void (await call("POST", `streams/${name}`, fault)),
    heal: async (name) => void (await call("DELETE", `streams/${name}`)),
    setServerFault: async (fault) => void (await call("POST", "server", fault)),
    setApiFault: async (fault) => void (await call("POST", "api", fault)),
  };
}
