import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { ControlRoomApi, MethodInput, MethodName, PreloadBridge } from "../../shared/api-names.ts";
import { createApiError } from "./api-error.ts";
import type { HostBridge } from "./host-bridge.ts";
import { createHttpBridge } from "./http-bridge.ts";

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
export function createApi(bridge: Pick<PreloadBridge, "call">): ControlRoomApi {
  const callMethod = async (method: MethodName, input: MethodInput<MethodName>): Promise<unknown> => {
    const result = await bridge.call(method, input);
    if (result.ok) return result.value;
    throw createApiError(result.error.code, result.error.message);
  };
  const methods = METHOD_NAMES.map((name) => [name, (input: MethodInput<MethodName>) => callMethod(name, input)]);
  return Object.fromEntries(methods) as ControlRoomApi;
}
