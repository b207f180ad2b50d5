/**
 * How long each step of a session may take. Counted in ticks of the sampler (one second each), not in wall time: a PC that slept,
 * or a window whose timers were held back, has lost ticks and no session.
 */

/** A POST without an answer. MediaMTX holds it for up to 10 s (on-demand source), and the answer to a bad password up to 4 s. */
export const REQUEST_TICKS = 15;
/** PATCH and DELETE, milliseconds: nobody waits for them, and they must not keep a connection from a start. */
export const SIDE_REQUEST_TIMEOUT = 5_000;
/**
 * From so long to twice as long after another session took its place, in milliseconds, one that had stalled is ended. That takes the page's
 * thread about 10 ms each, and a request at the server: right then a wall that recovers starts all its streams. Its server has been quiet for as
 * long, too: a busy PC takes longer to start them.
 */
export const RETIRED_FOR = 5_000;
/** For the candidates of an ICE restart, milliseconds: what a LAN needs is there in a few, and one that comes later is not waited for. */
export const GATHERING_TIMEOUT = 300;
/** A server that has not answered one session's question is asked for no other's for so long, in milliseconds: a wall has 64 of them. */
export const SILENCE_HOLDS = 5_000;
/** So long, in milliseconds, the next attempt leaves a step that has taken effect to show its first frame: two of the sampler's ticks. */
export const STEP_PATIENCE = 2_000;
/**
 * While packets come again after an ICE restart, the key frame that is missing has so many ticks: a server that makes them as its camera does
 * has none for another session either, and of one that makes them when asked libwebrtc asks only every 3 s.
 */
export const RESTARTED_TICKS = 4;
/** From the answer to a connected transport. MediaMTX itself gives up after 10 s; Chromium says `failed` after 15 s, or never. */
export const CONNECT_TICKS = 12;
/**
 * MediaMTX drops a session that has not connected 10 s after its answer (webrtcHandshakeTimeout) and knows it no longer. Milliseconds from
 * our having that answer, which may be up to a second later; a session that is gone sooner was lost with its server.
 */
export const DROPPED_UNCONNECTED = 9_000;
/** From the connected transport to the first decoded frame: longer than 1.5 times the usual longest distance of key frames (10 s). */
export const FIRST_FRAME_TICKS = 15;
/** Without a decoded frame for so long, and for four of the stream's own frame intervals, a session has stalled. */
export const STALL_TICKS = 4;
export const STALL_FRAME_INTERVALS = 4;
/**
 * A stalled session without a packet for so long cannot come back: MediaMTX drops a client 30 s after its last sign of life. It is ended while
 * nothing else happens, and not when the server returns and all of a wall starts.
 */
export const GIVEN_UP_TICKS = 35;
/** So many seconds with most frames dropped make a slideshow. */
export const SLIDESHOW_TICKS = 3;

/**
 * A PC that was away for so long, in milliseconds, may have lost its sessions by that alone: MediaMTX drops a client 30 s after its last
 * sign of life. Shorter gaps end no session, so what fails after them has failed.
 */
export const SLEEP = 25_000;
/**
 * After it, frames that had arrived before the sleep are shown first. libwebrtc holds none back for more than 10 s (kMaxVideoDelay); 5 s were
 * seen, of packets that the socket had kept.
 */
export const WAKING_TICKS = 15;
/** Without packets for so long after a sleep, whatever is still shown, a session is gone. */
export const WAKING_SILENT_TICKS = 2;

/** A session that ends sooner than this after it connected was short, in milliseconds; the third one in a row is a failure of its own. */
export const SHORT_SESSION = 60_000;
export const SHORT_SESSIONS_IN_A_ROW = 3;
