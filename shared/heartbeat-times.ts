/** Apart from the heartbeat's schema, which no page needs. */

/** So often a PC gives a sign to a collector that announces `heartbeat`, in milliseconds. */
export const HEARTBEAT_INTERVAL = 30_000;
/** A PC from which nothing came for so long, and which had not said goodbye, is silent: three of its signs are missing. Milliseconds. */
export const SILENT_AFTER = 3 * HEARTBEAT_INTERVAL;
