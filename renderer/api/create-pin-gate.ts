import type { AdminState } from "../../shared/admin-api.ts";
import type { MethodInput, MethodName, PreloadBridge } from "../../shared/api-names.ts";
import { needsPin } from "../../shared/needs-pin.ts";
import { createListeners } from "../../shared/create-listeners.ts";

/** Stands before what is the administrator's: asks for the PIN where one is needed, and lets pass what needs none. */
export interface PinGate {
  /** True at once while nothing is locked, else when the PIN was typed; false when somebody thinks better of it. */
  pass(): Promise<boolean>;
  /** Asks in any case: to leave a kiosk that has no PIN, too. */
  ask(): Promise<boolean>;
  isAsking(): boolean;
  /** Who shows the dialog says what came of it. */
  answer(isUnlocked: boolean): void;
  subscribe(listener: () => void): () => void;
  /** A bridge whose calls pass here first. */
  guard(bridge: Pick<PreloadBridge, "call">): Pick<PreloadBridge, "call">;
}

export interface PinGateDeps {
  /** As the host said last; undefined before it has said anything. */
  admin: () => AdminState | undefined;
  now: () => number;
}

export function createPinGate({ admin, now }: PinGateDeps): PinGate {
  const listeners = createListeners();
  let asking: PromiseWithResolvers<boolean> | undefined;

  function ask(): Promise<boolean> {
    asking ??= Promise.withResolvers<boolean>();
    listeners.notify();
    return asking.promise;
  }

  async function pass(): Promise<boolean> {
    const { hasPin = false, openUntil = -Infinity } = admin() ?? {};
    return hasPin && now() >= openUntil ? ask() : true;
  }

  return {
    pass,
    ask,
    isAsking: () => asking !== undefined,
    answer(isUnlocked) {
      asking?.resolve(isUnlocked);
      asking = undefined;
      listeners.notify();
    },
    subscribe: listeners.add,
    guard: ({ call }) => ({
      async call<M extends MethodName>(method: M, input: MethodInput<M>) {
        // Without the PIN the host refuses, in its own words.
        if (needsPin(method, input)) await pass();
        return call(method, input);
      },
    }),
  };
}
