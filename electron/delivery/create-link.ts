import type { DeliveryStatus } from "../../shared/host-status.ts";
import type { Position } from "../journal/types.ts";
import type { DestinationDelivery } from "./create-destination-delivery.ts";

/** The delivery to one destination as the settings want it at the moment: off, or to one address. */
export interface Link<S> {
  /** Takes over changed settings; what they leave as it is is not disturbed. */
  configure(settings: S): Promise<void>;
  status(): DeliveryStatus;
  retryNow(): void;
  /** As the delivery does; undefined while there is none. */
  sendAgain(places: readonly Position[]): Promise<number> | undefined;
  /** As the delivery does, if there is one. */
  learnAnew(): Promise<void>;
  close(): Promise<void>;
}

export interface LinkOptions<S> {
  /** What the settings want; undefined: nothing. Another `key` is another delivery. */
  plan: (settings: S) => Promise<{ key: string; start: () => Promise<DestinationDelivery> } | undefined>;
  onChange: () => void;
}

const OFF: DeliveryStatus = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 };

export function createLink<S>({ plan, onChange }: LinkOptions<S>): Link<S> {
  let delivery: DestinationDelivery | undefined;
  let configured = "";
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function apply(settings: S): Promise<void> {
    if (isClosed) return; // what was wished in the last moment must not begin on a journal that is closed
    const wanted = await plan(settings);
    if ((wanted?.key ?? "") === configured) return;
    await delivery?.close();
    delivery = undefined;
    configured = wanted?.key ?? "";
    delivery = await wanted?.start();
    onChange();
  }

  return {
    configure(settings) {
      const applied = last.then(() => apply(settings)); // one after the other: two deliveries must never share the cursor
      last = applied.catch(() => {
        configured = ""; // tried again when the settings are next taken over
      });
      return applied;
    },
    status: () => delivery?.status() ?? OFF,
    retryNow: () => delivery?.retryNow(),
    sendAgain: (places) => delivery?.sendAgain(places),
    async learnAnew() {
      await delivery?.learnAnew();
    },
    async close() {
      isClosed = true;
      await last;
      await delivery?.close();
      delivery = undefined;
    },
  };
}
