/** The example of the origin's own documentation: what its page sends, with neither id nor detail. */
export const SEED_RECORD = {
  timestamp: "2026-01-08T12:34:56.789Z",
  streamId: "stream-001",
  errorType: "whep_post_failed",
  errorMessage: "WHEP POST failed: 502 Bad Gateway",
  statusCode: 502,
  whepUrl: "http://192.168.0.10:8889/stitched/whep",
  userAgent: "Mozilla/5.0...",
  clientInfo: { browserName: "Chrome", browserVersion: "120.0", os: "Linux x86_64", screenResolution: "1920x1080" },
};
