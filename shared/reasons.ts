/** The seed's five error types: exactly one stands in every record (spec section 2). */
export const ERROR_TYPES = ["fetch_error", "whep_post_failed", "connection_closed", "connection_failed", "unknown"] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

/** Every reason for a failure, and the one error type it belongs to. Extend with care: central servers count by these words. */
export const REASONS = {
  refused: "fetch_error",
  dns: "fetch_error",
  timeout: "fetch_error",
  tls: "fetch_error",
  cors: "fetch_error",
  network: "fetch_error",

  http_error: "whep_post_failed",
  no_stream: "whep_post_failed",
  wrong_url: "whep_post_failed",
  auth: "whep_post_failed",
  server_rejected: "whep_post_failed",
  /** 400: the server has the stream, in a codec that the page did not offer. */
  unsupported_codec: "whep_post_failed",
  /** 400: the server has asked a source on demand for the stream, and got nothing in time. */
  source_timeout: "whep_post_failed",
  bad_answer: "whep_post_failed",
  no_video: "whep_post_failed",

  closed_by_server: "connection_closed",
  session_gone: "connection_closed",

  ice_failed: "connection_failed",
  connect_timeout: "connection_failed",
  disconnected: "connection_failed",
  no_first_frame: "connection_failed",
  stalled_no_packets: "connection_failed",
  stalled_no_frames: "connection_failed",
  slideshow: "connection_failed",
  short_sessions: "connection_failed",

  script: "unknown",
  render_process_gone: "unknown",
  offline_slate: "unknown",
  frozen_picture: "unknown",
} as const satisfies Record<string, ErrorType>;

export type Reason = keyof typeof REASONS;
export const REASON_NAMES = Object.keys(REASONS) as [Reason, ...Reason[]];

export function errorTypeOf(reason: Reason): ErrorType {
  return REASONS[reason];
}

/** Where in a session's life a failure was noticed. */
export const PHASES = ["post_offer", "apply_answer", "connect", "first_frame", "playing", "page"] as const;
export type Phase = (typeof PHASES)[number];
