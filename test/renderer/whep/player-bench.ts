import { randomUUID } from "node:crypto";
import { createPlayerPool } from "../../../renderer/whep/player-pool.ts";
import type { AttemptFailure, StepOutcome } from "../../../renderer/whep/types.ts";
import { createFakeClock, settle } from "./fake-clock.ts";
import { createFakePeerConnection } from "./fake-peer-connection.ts";
import type { FakePeerConnection } from "./fake-peer-connection.ts";

/** What the server does with one request; `hold` never answers. */
export type ServerAnswer =
  | "created"
  | "trackless"
  | "garbage"
  | "hold"
  | "refuse"
  | { status: number; error?: string; retryAfter?: string };

/** To a PATCH: as MediaMTX since v1.18.2, as before it, when it holds no such session, or never. */
export type PatchAnswer = "restarts" | "ignores" | "gone" | "hold";

/** A pool under a fake clock, before a server whose answers a test changes as it goes. */
export function createPlayerBench() {
  const clock = createFakeClock();
  const requests: string[] = [];
  const made: FakePeerConnection[] = [];
  const connections = () => made.filter(({ answered }) => answered);
  const failures: AttemptFailure[] = [];
  const steps: StepOutcome[] = [];
  const server = {
    post: "created" as ServerAnswer,
    /** To a POST by way of the host, unless as to the page. */
    relayed: undefined as ServerAnswer | undefined,
    patch: "hold" as PatchAnswer,
    link: "",
    sessions: 0,
    isRecoveryOn: true,
    onPost: () => {},
  };
  let hung: { resolve: (response: Response) => void; reject: (error: Error) => void } | undefined;
  const origin = `http://${randomUUID()}`;

  const answerPatch = (body: string, signal: AbortSignal | null | undefined): Response | Promise<Response> => {
    if (server.patch === "hold") return untilAborted(signal);
    if (server.patch === "gone") return new Response('{"error":"session not found"}', { status: 404 });
    const isRestart = /a=ice-ufrag:restart/.test(body);
    if (!isRestart || server.patch === "ignores") return new Response(undefined, { status: 204 });
    return new Response("a=ice-ufrag:server2\r\na=ice-pwd:p\r\n", { status: 200 });
  };
  const untilAborted = (signal: AbortSignal | null | undefined) =>
    new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))));

  const answer = async (read: () => ServerAnswer, { method = "GET", signal, body }: RequestInit): Promise<Response> => {
    const present = read();
    if (method === "HEAD" && present === "hold") return new Promise((resolve, reject) => (hung = { resolve, reject }));
    if (method === "PATCH" && present !== "refuse") return answerPatch(String(body), signal);
    if (method !== "POST")
      return present === "refuse" ? Promise.reject(new TypeError("Failed to fetch")) : new Response(undefined, { status: 204 });
    server.onPost();
    const post = read();
    if (post === "refuse") throw new TypeError("Failed to fetch");
    if (post === "hold") return untilAborted(signal);
    if (typeof post === "object")
      return new Response(JSON.stringify({ status: "error", error: post.error ?? "" }), {
        ...post,
        headers: { "Content-Type": "application/json", ...(post.retryAfter && { "Retry-After": post.retryAfter }) },
      });
    const response = new Response(
      post === "garbage" ? "garbage" : `v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n${post === "trackless" ? "" : "a=msid:- video\r\n"}`,
      {
        status: 201,
        headers: { ID: randomUUID(), Location: `/session-${++server.sessions}`, ...(server.link && { Link: server.link }) },
      },
    );
    return response;
  };
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    requests.push(`${init.method} ${new URL(url).pathname}`);
    const response = await answer(() => server.post, init);
    Object.defineProperty(response, "url", { value: url });
    return response;
  };
  const relay = (url: string, init: RequestInit = {}): Promise<Response> => {
    requests.push(`relayed ${init.method} ${new URL(url).pathname}`);
    return answer(() => server.relayed ?? server.post, init);
  };

  const pool = createPlayerPool({
    ...clock,
    fetch: fetch as typeof globalThis.fetch,
    relay: relay as typeof globalThis.fetch,
    createPeerConnection(configuration) {
      const connection = createFakePeerConnection(configuration);
      made.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    random: () => 0.5,
    makeId: randomUUID,
    locks: navigator.locks,
    onFailure: (failure) => failures.push(failure),
    onStep: (outcome) => steps.push(outcome),
    isRecoveryOn: () => server.isRecoveryOn,
  });

  const ids = randomUUID();
  return {
    clock,
    server,
    requests,
    connections,
    failures,
    steps,
    /** Each as `step outcome`. */
    stepWords: () => steps.map(({ step, outcome }) => `${step} ${outcome}`),
    pool,
    posts: () => requests.filter((request) => request.startsWith("POST")).length,
    reasons: () => failures.map(({ reason }) => reason),
    /** How many are open, those in stock included. */
    open: () => made.filter(({ closed }) => !closed).length,
    /** The question that nobody gives up gets its answer, or fails. */
    endHung: (how: "answered" | "failed") =>
      how === "answered" ? hung?.resolve(new Response(undefined, { status: 405 })) : hung?.reject(new TypeError("Failed to fetch")),
    /** The newest one that was answered. */
    connection: () => connections().at(-1)!,
    createPlayer: (name: string, role?: "main" | "copy") =>
      pool.createPlayer({ id: `${name}-${ids}`, name, whepUrl: `${origin}/${name}/whep`, ...(role && { role }) }),
    /** A player whose frames come. */
    async play(name = "cam") {
      const player = this.createPlayer(name);
      player.start();
      await settle();
      connections().at(-1)!.connect();
      await clock.advance(1_000);
      return player;
    },
  };
}
