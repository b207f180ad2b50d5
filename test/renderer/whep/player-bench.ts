import { randomUUID } from "node:crypto";
import { createPlayerPool } from "../../../renderer/whep/player-pool.ts";
import type { AttemptFailure } from "../../../renderer/whep/types.ts";
import { createFakeClock, settle } from "./fake-clock.ts";
import { createFakePeerConnection } from "./fake-peer-connection.ts";
import type { FakePeerConnection } from "./fake-peer-connection.ts";

/** What the server does with one request; `hold` never answers. */
export type ServerAnswer =
  "created" | "trackless" | "garbage" | "hold" | "refuse" | { status: number; error?: string; retryAfter?: string };

/** A pool under a fake clock, before a server whose answers a test changes as it goes. */
export function createPlayerBench() {
  const clock = createFakeClock();
  const requests: string[] = [];
  const made: FakePeerConnection[] = [];
  const connections = () => made.filter(({ answered }) => answered);
  const failures: AttemptFailure[] = [];
  const server = { post: "created" as ServerAnswer, link: "", sessions: 0 };
  const origin = `http://${randomUUID()}`;

  const fetch = async (url: string, { method = "GET", signal }: RequestInit = {}): Promise<Response> => {
    requests.push(`${method} ${new URL(url).pathname}`);
    if (method !== "POST")
      return server.post === "refuse" ? Promise.reject(new TypeError("Failed to fetch")) : new Response(undefined, { status: 204 });
    const { post } = server;
    if (post === "refuse") throw new TypeError("Failed to fetch");
    if (post === "hold")
      return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))));
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
    Object.defineProperty(response, "url", { value: url });
    return response;
  };

  const pool = createPlayerPool({
    ...clock,
    fetch: fetch as typeof globalThis.fetch,
    createPeerConnection(configuration) {
      const connection = createFakePeerConnection(configuration);
      made.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    random: () => 0.5,
    makeId: randomUUID,
    locks: navigator.locks,
    onFailure: (failure) => failures.push(failure),
  });

  const ids = randomUUID();
  return {
    clock,
    server,
    requests,
    connections,
    failures,
    pool,
    posts: () => requests.filter((request) => request.startsWith("POST")).length,
    reasons: () => failures.map(({ reason }) => reason),
    /** How many are open, those in stock included. */
    open: () => made.filter(({ closed }) => !closed).length,
    /** The newest one that was answered. */
    connection: () => connections().at(-1)!,
    createPlayer: (name: string) => pool.createPlayer({ id: `${name}-${ids}`, name, whepUrl: `${origin}/${name}/whep` }),
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
