/** What a central server may announce beyond the plain call for one record (spec section 4). */
export const CENTRAL_FEATURES = ["batch", "heartbeat", "alarms", "states"] as const;

export type CentralFeature = (typeof CENTRAL_FEATURES)[number];

/** True for what is there. */
export type CentralFeatures = Record<CentralFeature, boolean>;

export const NO_FEATURES: CentralFeatures = { batch: false, heartbeat: false, alarms: false, states: false };
