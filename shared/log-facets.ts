/** What the history process knows of the contract when it runs: without zod it is there 60 ms earlier. */

/** By which a record can be counted and chosen. Values are text as it stands in the record; "" stands for "has none". */
export const LOG_FACETS = ["type", "reason", "stream", "server", "status", "client", "delivery"] as const;
export type LogFacet = (typeof LOG_FACETS)[number];

/**
 * A record on its way to central. `off`: nobody sends it (no central, written before the first enabling, another PC's file);
 * `skipped`: it has no id, or is damaged.
 */
export const DELIVERY_STATES = ["waiting", "delivered", "rejected", "skipped", "off"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The PC's own logs (of all its users); other sources get their name from `openLogs`. */
export const OWN_LOGS = "own";

/** Values of a facet that can be chosen at once. */
export const MOST_CHOSEN = 200;
