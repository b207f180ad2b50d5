import type { SettingsState } from "../../shared/api-names.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { HostClient } from "../api/api-context.tsx";
import { connectBridge, createApi } from "../api/connect-api.ts";
import { createErrorReporter } from "../api/error-reporter.ts";
import { createHostState } from "../api/host-state.ts";
import { readClientInfo } from "../api/read-client-info.ts";
import { reportScriptErrors } from "../api/report-script-errors.ts";
import { createTestBench } from "../wall/create-test-bench.ts";
import type { TestBench } from "../wall/create-test-bench.ts";
import { createWallPlayers } from "../wall/create-wall-players.ts";
import type { WallPlayers } from "../wall/create-wall-players.ts";
import { createPlayerPool } from "../whep/player-pool.ts";
import type { AttemptFailure, PlayerPool } from "../whep/types.ts";

export interface Page {
  client: HostClient;
  players: WallPlayers;
  bench: TestBench;
}

/** Wires everything behind the screens; the only place that hands out the browser's clock, randomness and network. */
export function createPage(page: Window): Page {
  wakeWebRtc();
  const setTimeout = (callback: () => void, milliseconds: number) => page.setTimeout(callback, milliseconds);
  const bridge = connectBridge(page);
  const api = createApi(bridge);
  const hostState = createHostState({ api, bridge, setTimeout, random: Math.random });
  const reporter = createErrorReporter({
    send: (report) => api.reportError(report),
    parallel: bridge.parallelCalls,
    origin: readOrigin(page),
    makeId,
    setTimeout,
    random: Math.random,
    log: (line) => console.error(line), // oxlint-disable-line no-console -- the seed wants each failure on the console
  });
  bridge.onConnection(() => bridge.isConnected() && reporter.sendNow());
  const pool = createPool(page, (failure) => reporter.report(failure));
  const players = createWallPlayers({
    pool,
    getAuthorization: async (serverId) => (await api.getWhepAuthorization({ serverId })).authorization,
  });
  // At once: the streams start while React still draws the wall.
  let applied: SettingsState | undefined;
  hostState.subscribe(() => {
    const state = hostState.get();
    if (state.phase !== "ready" || state.settings === applied) return;
    applied = state.settings;
    players.apply(applied.settings);
  });
  const bench = createTestBench({ createPool: (onFailure) => createPool(page, onFailure), makeId: () => makeId(Date.now()) });

  reportScriptErrors({
    page,
    playing: () => players.streams().flatMap(({ player }) => (player.view().state === "playing" ? [player] : [])),
    report: (failure) => reporter.report(failure),
    makeId,
    now: Date.now,
  });
  page.addEventListener("pagehide", () => {
    pool.closeAll();
    bench.closeAll();
  });
  // A page that the browser kept and shows again has no sessions left.
  page.addEventListener("pageshow", (event) => event.persisted && page.location.reload());
  return { client: { bridge, api, hostState, reporter }, players, bench };
}

function createPool(page: Window, onFailure: (failure: AttemptFailure) => void): PlayerPool {
  return createPlayerPool({
    fetch: (input, init) => page.fetch(input, init),
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    now: () => performance.now(),
    wallClock: Date.now,
    random: Math.random,
    makeId: () => makeId(Date.now()),
    setTimeout: (callback, milliseconds) => page.setTimeout(callback, milliseconds),
    clearTimeout: (handle) => page.clearTimeout(handle),
    setInterval: (callback, milliseconds) => page.setInterval(callback, milliseconds),
    clearInterval: (handle) => page.clearInterval(handle),
    locks: navigator.locks,
    onFailure,
  });
}

/** The first peer connection of a page waits while Chromium sets WebRTC up: that may as well happen while the host answers. */
function wakeWebRtc(): void {
  const connection = new RTCPeerConnection();
  connection.addTransceiver("video", { direction: "recvonly" });
  void connection.createOffer().finally(() => connection.close());
}

function makeId(at: number): string {
  return makeUuidV7(at, crypto.getRandomValues(new Uint8Array(10)));
}

function readOrigin({ navigator, screen }: Window) {
  const { userAgent } = navigator;
  const hints = (navigator as { userAgentData?: { brands: { brand: string; version: string }[]; platform: string } }).userAgentData;
  return { userAgent, clientInfo: readClientInfo({ userAgent, screen, ...hints }) };
}
