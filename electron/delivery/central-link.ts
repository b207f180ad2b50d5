import type { DeliveryStatus } from "../../shared/api-names.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal, Position } from "../journal/types.ts";
import { createDelivery } from "./create-delivery.ts";
import type { Delivery } from "./create-delivery.ts";
import type { SendRequest } from "./types.ts";

export interface CentralLinkOptions {
  journal: Journal;
  cursor: Cursor;
  /** Keeps where the first delivery began. */
  start: Cursor;
  directory: string;
  identity: { version: string; clientId: string };
  sendRequest: SendRequest;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  now: () => number;
  random: () => number;
  log: (message: string) => void;
  onChange: () => void;
}

/** The delivery to central as the settings want it at the moment: off, or to one address. */
export interface CentralLink {
  /** Takes over changed settings; an unchanged central is not disturbed. */
  configure(central: Settings["central"]): Promise<void>;
  status(): DeliveryStatus;
  retryNow(): void;
  /** As the delivery does; undefined while there is none. */
  sendAgain(places: readonly Position[]): Promise<number> | undefined;
  close(): Promise<void>;
}

const OFF: DeliveryStatus = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 };

export function createCentralLink(options: CentralLinkOptions): CentralLink {
  let delivery: Delivery | undefined;
  let configured = "";
  let last: Promise<void> = Promise.resolve();

  async function apply(central: Settings["central"]): Promise<void> {
    const isWanted = central.enabled && central.url !== "";
    const token = isWanted ? await options.readSecret(central.secretRef) : undefined;
    const wanted = isWanted ? JSON.stringify([central.url, token]) : "";
    if (wanted === configured) return;
    await delivery?.close();
    delivery = undefined;
    configured = wanted;
    if (isWanted) {
      const { url, sendFrom } = central;
      delivery = await createDelivery({ ...options, settings: { url, sendFrom, ...(token ? { token } : {}) } });
    }
    options.onChange();
  }

  return {
    configure(central) {
      const applied = last.then(() => apply(central)); // one after the other: two deliveries must never share the cursor
      last = applied.catch(() => {
        configured = ""; // tried again when the settings are next taken over
      });
      return applied;
    },
    status: () => delivery?.status() ?? OFF,
    retryNow: () => delivery?.retryNow(),
    sendAgain: (places) => delivery?.sendAgain(places),
    async close() {
      await last;
      await delivery?.close();
      delivery = undefined;
    },
  };
}
