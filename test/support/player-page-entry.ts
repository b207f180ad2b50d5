import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createPlayerPool } from "../../renderer/whep/player-pool.ts";
import { COUNTER_OFFER_URL, createCounterOfferServer } from "./counter-offer-server.ts";
import type { AttemptFailure, PlayableStream, Player, PlayerState, PlayerView, StepOutcome } from "../../renderer/whep/types.ts";

/** What the tests reach in the page: a pool as the app makes one, and all that its players said. */
export interface PlayerPage {
  play(stream: Pick<PlayableStream, "id" | "whepUrl"> & { authorization?: string }): void;
  player(id: string): Player;
  view(id: string): PlayerView;
  /** Every state the stream was in, in order. */
  states(id: string): PlayerState[];
  failures: AttemptFailure[];
  /** What was tried against them, and what came of it. */
  steps: StepOutcome[];
  /** Peer connections that were made and are not closed. */
  openConnections(): number;
  closeAll(): void;
}

declare global {
  interface Window {
    page: PlayerPage;
  }
}

const players = new Map<string, { player: Player; states: PlayerState[] }>();
const connections = new Set<WeakRef<RTCPeerConnection>>();
const failures: AttemptFailure[] = [];
const steps: StepOutcome[] = [];
const counterOffers = createCounterOfferServer();

const fetchAll: typeof fetch = async (input, init) =>
  new URL(String(input)).origin === new URL(COUNTER_OFFER_URL).origin
    ? counterOffers(init?.method ?? "GET", init?.body)
    : fetch(input, init);
const pool = createPlayerPool({
  fetch: fetchAll,
  relay: fetchAll, // no host is behind this page
  createPeerConnection(configuration) {
    const connection = new RTCPeerConnection(configuration);
    connections.add(new WeakRef(connection));
    return connection;
  },
  now: () => performance.now(),
  wallClock: () => Date.now(),
  random: () => Math.random(),
  makeId: () => makeUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
  setTimeout: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
  clearTimeout: (handle) => window.clearTimeout(handle),
  setInterval: (callback, milliseconds) => window.setInterval(callback, milliseconds),
  clearInterval: (handle) => window.clearInterval(handle),
  locks: navigator.locks,
  onFailure: (failure) => failures.push(failure),
  onStep: (outcome) => steps.push(outcome),
  isRecoveryOn: () => true,
});
addEventListener("pagehide", () => pool.closeAll());

const of = (id: string) => {
  const entry = players.get(id);
  if (!entry) throw new Error(`no player ${id}`);
  return entry;
};

window.page = {
  play({ id, whepUrl, authorization }) {
    const player = pool.createPlayer({ id, name: id, whepUrl, getAuthorization: async () => authorization });
    const states: PlayerState[] = [];
    const video = document.createElement("video");
    Object.assign(video, { muted: true, autoplay: true, playsInline: true, width: 160, height: 90 });
    document.body.append(video);
    player.subscribe(() => {
      const { state, media } = player.view();
      if (states.at(-1) !== state) states.push(state);
      if (video.srcObject !== (media ?? null)) video.srcObject = media ?? null;
    });
    players.set(id, { player, states });
    player.start();
  },
  player: (id) => of(id).player,
  view: (id) => of(id).player.view(),
  states: (id) => of(id).states,
  failures,
  steps,
  openConnections: () => [...connections].filter((connection) => (connection.deref()?.connectionState ?? "closed") !== "closed").length,
  closeAll: () => pool.closeAll(),
};
