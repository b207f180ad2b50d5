import { z } from "zod";

const seconds = z.number().min(0).max(3_600);
/** How a refusal looks: without `body` it is MediaMTX's own JSON error, with `error` as its text. */
const refusal = {
  status: z.int().min(200).max(599),
  error: z.string().max(1_000).optional(),
  body: z.string().max(100_000).optional(),
  retryAfter: z.string().max(100).optional(),
  location: z.string().max(2_000).optional(),
};

/** What can go wrong with one stream. One fault at a time; a new one takes the place of the old one. */
export const streamFaultSchema = z.discriminatedUnion("fault", [
  // Refused at the POST
  z.strictObject({ fault: z.literal("status"), ...refusal }),
  z.strictObject({ fault: z.literal("no_stream") }),
  z.strictObject({ fault: z.literal("source_down") }),
  z.strictObject({ fault: z.literal("not_configured") }),
  z.strictObject({ fault: z.literal("max_readers"), count: z.int().min(0).default(0) }),
  z
    .strictObject({ fault: z.literal("auth"), user: z.string().optional(), password: z.string().optional(), token: z.string().optional() })
    .refine(({ user, token }) => user !== undefined || token !== undefined, "needs a user or a token"),
  z.strictObject({ fault: z.literal("hold"), seconds: seconds.default(10), ready: z.boolean().default(false) }),
  // Answered with 201, and yet nothing plays
  z.strictObject({ fault: z.literal("bad_answer") }),
  z.strictObject({ fault: z.literal("no_candidates") }),
  z.strictObject({ fault: z.literal("no_video") }),
  z.strictObject({ fault: z.literal("short_sessions"), seconds: seconds.default(0.5) }),
  // While it plays
  z.strictObject({ fault: z.literal("no_restart") }),
  z.strictObject({ fault: z.literal("blackhole") }),
  z.strictObject({ fault: z.literal("no_packets") }),
  z.strictObject({ fault: z.literal("no_frames") }),
  z.strictObject({ fault: z.literal("slideshow") }),
  z.strictObject({ fault: z.literal("frozen_picture") }),
  z.strictObject({ fault: z.literal("still_scene") }),
  z.strictObject({ fault: z.literal("slate") }),
  z.strictObject({ fault: z.literal("bad_source") }),
  z.strictObject({ fault: z.literal("overload") }),
  z.strictObject({ fault: z.literal("packet_loss"), percent: z.number().min(0).max(100) }),
]);
export type StreamFault = z.output<typeof streamFaultSchema>;

export type Refusal = Omit<Extract<StreamFault, { fault: "status" }>, "fault">;

/** What happens once and leaves no fault behind. */
export const streamActionSchema = z.discriminatedUnion("fault", [
  z.strictObject({ fault: z.literal("kick"), goodbye: z.boolean().default(true) }),
  z.strictObject({ fault: z.literal("path_lost") }),
]);
export type StreamAction = z.output<typeof streamActionSchema>;

/** What can go wrong with the whole server. */
export const serverFaultSchema = z.discriminatedUnion("fault", [
  z.strictObject({ fault: z.literal("status"), ...refusal }),
  z.strictObject({ fault: z.literal("unreachable") }),
  z.strictObject({ fault: z.literal("down"), seconds: seconds.default(10), goodbye: z.boolean().default(true) }),
  z.strictObject({ fault: z.literal("webrtc_down"), seconds: seconds.default(10), goodbye: z.boolean().default(true) }),
]);
export type ServerFault = z.output<typeof serverFaultSchema>;

/** What can go wrong with the Control API alone. */
export const apiFaultSchema = z.discriminatedUnion("fault", [
  z.strictObject({ fault: z.literal("off") }),
  z.strictObject({ fault: z.literal("status"), ...refusal }),
  z
    .strictObject({ fault: z.literal("auth"), user: z.string().optional(), password: z.string().optional(), token: z.string().optional() })
    .refine(({ user, token }) => user !== undefined || token !== undefined, "needs a user or a token"),
]);
export type ApiFault = z.output<typeof apiFaultSchema>;

/** `started` changes, as if the server had been restarted between two questions. Leaves no fault behind. */
export const apiActionSchema = z.strictObject({ fault: z.literal("restarted") });
export type ApiAction = z.output<typeof apiActionSchema>;

/** What GET / says, for people with curl. */
export const FAULT_HELP = `MTX Watch demo media server: WHEP streams of moving pictures, and faults on command.

  GET    /control/state                  streams, sessions, faults, requests counted
  DELETE /control/requests               counts requests from zero
  POST   /control/streams/NAME  FAULT    as application/json; NAME may be * for all streams
  DELETE /control/streams/NAME           heals
  POST   /control/server        FAULT
  DELETE /control/server                 heals
  POST   /control/api           FAULT
  DELETE /control/api                    heals

Faults of a stream
  {"fault":"status","status":502}                   refuses the POST; also "error" (text of the JSON error), "body" (instead of it),
                                                    "retryAfter" and "location" (headers)
  {"fault":"no_stream"}                             the publisher has gone: sessions closed, 404
  {"fault":"source_down"}                           the server cannot reach the camera: sessions closed, 404
  {"fault":"not_configured"}                        the path was removed: sessions closed, 400
  {"fault":"max_readers","count":1}                 400 for whoever comes when so many are there
  {"fault":"auth","user":"u","password":"p"}        401 without these, or without {"token":"t"}
  {"fault":"hold","seconds":10,"ready":false}       an on-demand source: the POST waits, then 400, or 201 with "ready":true or when healed
  {"fault":"bad_answer"}                            201 whose answer is no SDP
  {"fault":"no_candidates"}                         201 whose answer has no address
  {"fault":"no_video"}                              201 whose answer has no video
  {"fault":"short_sessions","seconds":0.5}          closes each session so soon after it has connected
  {"fault":"blackhole"}                             UDP is lost both ways, of new and of running sessions, without a goodbye
  {"fault":"no_packets"}                            connected, but not one video packet
  {"fault":"no_frames"}                             packets of which no frame can be decoded
  {"fault":"slideshow"}                             all frames arrive, one in a second can be decoded
  {"fault":"frozen_picture"}                        the same frame again and again
  {"fault":"still_scene"}                           nothing moves but the camera's noise: no failure
  {"fault":"slate"}                                 the server's own "STREAM IS OFFLINE" picture in the camera's place
  {"fault":"bad_source"}                            the camera's data arrives damaged: nothing of it is sent on
  {"fault":"overload"}                              the server discards frames instead of sending them
  {"fault":"packet_loss","percent":30}
  {"fault":"kick","goodbye":true}                   once: closes all sessions, with "goodbye":false without DTLS close_notify
  {"fault":"no_restart"}                            ICE restarts are taken for candidates, as by MediaMTX before v1.18.2
  {"fault":"path_lost"}                             once: packets of the running sessions are lost; an ICE restart or a new session heals

Faults of the server
  {"fault":"status","status":503,"retryAfter":"5"}  every WHEP request is refused
  {"fault":"unreachable"}                           requests (but for /control) wait for an answer, UDP is lost
  {"fault":"down","seconds":10,"goodbye":true}      sessions and port closed for so long; "goodbye":false as when the process is killed
  {"fault":"webrtc_down","seconds":10}              the same, but the Control API answers on

Faults of the Control API
  {"fault":"off"}                                   nobody listens
  {"fault":"status","status":500}                   as above
  {"fault":"auth","user":"u","password":"p"}        401 without these, or without {"token":"t"}
  {"fault":"restarted"}                             once: the server says that it has just started
`;
