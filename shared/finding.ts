/** What the host finds out about a stream that fails, and what for: the part of it that no page can see. Names only: the page imports this. */

/** Whose fault it is, as far as it can be told from here. */
export type FindingScope = "pc" | "server" | "stream" | "none";

/** Every finding, and whom it concerns. Extend with care: records hold these words. */
export const FINDINGS = {
  /** This PC has no network: no interface is up with an address of its own. */
  client_network: "pc",
  /** The server plays as it should, data arrives, and this PC makes no picture of it. */
  client_decoder: "pc",

  dns_failed: "server",
  /** Nobody listens, nobody answers, or the network says that there is no way. */
  server_down: "server",
  tls_failed: "server",
  /** Its Control API answers, its WHEP port does not: switched off, or just restarting. */
  webrtc_down: "server",
  /** A proxy answers for a MediaMTX that does not. */
  gateway_error: "server",
  /** Its `started` has changed. */
  server_restarted: "server",
  credentials: "server",
  server_overload: "server",

  /** No such path is configured, or the address is none of MediaMTX's. */
  wrong_path: "stream",
  /** The server has a source for the path, and gets nothing from it. */
  camera_unreachable: "stream",
  publisher_absent: "stream",
  /** The server plays its own "offline" clip: frames flow, the camera does not. */
  offline_slate: "stream",
  /** The source is there and sends nothing. */
  upstream_stall: "stream",
  /** The source's data is damaged on its way to the server. */
  bad_source: "stream",
  reader_limit: "stream",
  /** The stream is there, without video, or in a codec that browsers do not play. */
  no_playable_video: "stream",
  /** The server sends, nothing arrives here. */
  udp_path: "stream",
  /** The session's media never connected. */
  ice_failed: "stream",
  session_closed: "stream",

  /** Everything that could be asked answers as it should. */
  nothing_found: "none",
} as const satisfies Record<string, FindingScope>;

export type FindingName = keyof typeof FINDINGS;

/** How far a request came before it failed. */
export type AskStep = "dns" | "tcp" | "tls" | "http";

/** How the Control API answers. `off`: nobody listens; `absent`: something else does; `none`: no address of it is set. */
export type ApiCondition = "ok" | "off" | "unauthorized" | "forbidden" | "absent" | "timeout" | "none";

/** What a finding rests on. Numbers and times only where they were seen; times are ISO, durations milliseconds. */
export interface FindingEvidence {
  /** host:port of the WHEP address. */
  server: string;
  /** Where the way to the server ends, and Node's code for it; absent when HTTP answers. */
  failedAt?: AskStep;
  code?: string;
  /** How long the server took to answer a HEAD. */
  answeredAfter?: number;
  /** Status of the HEAD (MediaMTX: 405) and of the OPTIONS with credentials (204) on the WHEP address. */
  headStatus?: number;
  optionsStatus?: number;
  /** The server's own words in that answer. */
  serverError?: string;
  certificate?: CertificateEvidence;
  api?: ApiCondition;
  version?: string;
  /** When the server began, and when it had begun before. */
  started?: string;
  startedBefore?: string;
  path?: PathEvidence;
  session?: SessionEvidence;
  link?: LinkEvidence;
}

/** The stream's path at the server. `interval`: between the two looks that the numbers after it compare. */
export interface PathEvidence {
  available: boolean;
  /** Absent before MediaMTX v1.16. */
  online?: boolean;
  /** Kind of the path's source, e.g. `rtspSource`; "none" where it has none. */
  source: string;
  readers: number;
  /** Its codecs, e.g. H265. */
  tracks?: string[];
  interval?: number;
  inboundBytes?: number;
  inboundFramesInError?: number;
}

/** The session that failed, as the server knew it in that moment or later: what it sent to us in `interval`. */
export interface SessionEvidence {
  condition: "connected" | "connecting" | "gone";
  interval?: number;
  bytes?: number;
  packets?: number;
  framesDiscarded?: number;
}

export interface CertificateEvidence {
  subject: string;
  issuer: string;
  names: string;
  validFrom: string;
  validTo: string;
  /** In words, when it is not to be trusted. */
  problem?: string;
}

/** This PC's own side. Counts, not addresses: records travel. */
export interface LinkEvidence {
  /** Interfaces that are up, with an address beyond this PC. */
  interfaces: number;
  /** `unknown` where it cannot be found out without a shell. */
  gateway: "present" | "absent" | "unknown";
  /** Central's last answer, and how long ago it last took something. */
  central?: "off" | "answers" | "fails";
  centralAge?: number;
}

/** What is known of a stream or a server, and since when. */
export interface Finding {
  finding: FindingName;
  /** ISO time of the last look. */
  at: string;
  /** ISO time since when it is the same. */
  since: string;
  serverId: string;
  streamId?: string;
  evidence: FindingEvidence;
}

/** As a record holds it: with the age in milliseconds instead of its times. */
export interface Diagnosis {
  finding: FindingName;
  age: number;
  evidence: FindingEvidence;
}
