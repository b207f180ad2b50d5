import { NO_FEATURES } from "../../shared/central-features.ts";
import type { CentralFeatures } from "../../shared/central-features.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import type { Settings } from "../../shared/settings.ts";
import type { CentralClientOptions } from "./central-client.ts";
import { createCentralConnection } from "./central-connection.ts";
import type { CentralConnection } from "./central-connection.ts";

export interface CentralAccessOptions extends Pick<CentralClientOptions, "identity" | "sendRequest" | "now"> {
  readSecret: (secretRef: string) => Promise<string | undefined>;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  log: (message: string) => void;
}

/** Central as the settings want it at the moment, and what it announces: what all that talk to it share. */
export interface CentralAccess {
  /** Takes over changed settings. Rejects where the secret cannot be read; then all is as it was. */
  configure(central: Settings["central"]): Promise<CentralConnection | undefined>;
  /** Undefined: central is off. */
  connection(): CentralConnection | undefined;
  /** Of the present connection; none of them without one. */
  features(): CentralFeatures;
  /** Called when the connection or what it announces has changed. Returns what ends the subscription. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/** The wall's first frames come first. Milliseconds. */
const FIRST_LOOK = 10_000;
/** How often is looked whether it is time to ask. Milliseconds. */
const LOOK = 30_000;

export function createCentralAccess({ readSecret, setTimer, log, ...options }: CentralAccessOptions): CentralAccess {
  const listeners = createListeners();
  let present: { connection: CentralConnection; close: () => void } | undefined;

  function open(url: string, token: string | undefined): NonNullable<typeof present> {
    const connection = createCentralConnection({ ...options, url, ...(token ? { token } : {}) });
    const { announcement } = connection;
    const ended = new AbortController();
    const look = (): void => {
      announcement
        .askIfDue(ended.signal)
        .catch((error: unknown) => {
          if (!ended.signal.aborted) log(`central: what it announces: ${String(error)}`);
        })
        .finally(() => {
          if (!ended.signal.aborted) cancel = setTimer(look, LOOK);
        });
    };
    let cancel = setTimer(look, FIRST_LOOK);
    const stopListening = announcement.onChange(listeners.notify);
    const close = (): void => {
      ended.abort();
      cancel();
      stopListening();
    };
    return { connection, close };
  }

  function replace(next: typeof present): void {
    if (next === present) return;
    present?.close();
    present = next;
    listeners.notify();
  }

  return {
    async configure({ enabled, url, secretRef }) {
      if (!enabled || url === "") {
        replace(undefined);
        return undefined;
      }
      const next = open(url, await readSecret(secretRef));
      if (next.connection.key === present?.connection.key) next.close();
      else replace(next);
      return present!.connection;
    },
    connection: () => present?.connection,
    features: () => present?.connection.announcement.features() ?? NO_FEATURES,
    onChange: listeners.add,
    close: () => replace(undefined),
  };
}
