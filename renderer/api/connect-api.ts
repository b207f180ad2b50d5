import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { ControlRoomApi, MethodInput, MethodName, PreloadBridge } from "../../shared/api-names.ts";
import { createApiError } from "./api-error.ts";
import { createHttpBridge } from "./http-bridge.ts";

/** A way to the host that also knows whether the host is there. */
export interface HostBridge extends PreloadBridge {
  isConnected(): boolean;
  /** Called at each change of `isConnected`. Returns a function that ends it. */
  onConnection(listener: () => void): () => void;
  /** So many calls may wait for an answer at once without starving the others. */
  readonly parallelCalls: number;
}

/** The desktop app's preload where there is one, else HTTP to the origin that served the page. */
export function connectBridge(page: Window & { mtxWatch?: PreloadBridge }): HostBridge {
  if (page.mtxWatch) return { ...page.mtxWatch, isConnected: () => true, onConnection: () => () => undefined, parallelCalls: 64 };
  return createHttpBridge({
    origin: page.location.origin,
    fetch: (input, init) => page.fetch(input, init),
    openEvents: (url) => new EventSource(url),
    setTimeout: (callback, milliseconds) => page.setTimeout(callback, milliseconds),
    random: Math.random,
  });
}

/** The contract as plain functions: a value, or an `ApiError` thrown. */
export function createApi(bridge: PreloadBridge): ControlRoomApi {
  const callMethod = async (method: MethodName, input: MethodInput<MethodName>): Promise<unknown> => {
    const result = await bridge.call(method, input);
    if (result.ok) return result.value;
    throw createApiError(result.error.code, result.error.message);
  };
  const methods = METHOD_NAMES.map((name) => [name, (input: MethodInput<MethodName>) => callMethod(name, input)]);
  return Object.fromEntries(methods) as ControlRoomApi;
}
