import type { SettingsState } from "../../shared/settings-state.ts";
import { ALIVE_INTERVAL } from "../../shared/state-line.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createAlarmStore } from "../api/alarm-store.ts";
import type { HostClient } from "../api/api-context.tsx";
import { connectBridge, createApi } from "../api/connect-api.ts";
import { createPinGate } from "../api/create-pin-gate.ts";
import { createDutyStore } from "../api/duty-store.ts";
import { createHandoverText } from "../api/create-handover-text.ts";
import { createMute } from "../api/create-mute.ts";
import { createErrorReporter } from "../api/error-reporter.ts";
import { excuseLeaving } from "../api/excuse-leaving.ts";
import { createRelay } from "../api/create-relay.ts";
import { answerFirstCalls } from "../api/first-answers.ts";
import { createHostState } from "../api/host-state.ts";
import { readClientInfo } from "../api/read-client-info.ts";
import { reportScriptErrors } from "../api/report-script-errors.ts";
import { createPlayerVideo } from "../wall/create-player-video.ts";
import { createStateReporter } from "../api/state-reporter.ts";
import { createFrozenWatch } from "../wall/create-frozen-watch.ts";
import type { FrozenWatch } from "../wall/create-frozen-watch.ts";
import { createTestBench } from "../wall/create-test-bench.ts";
import type { TestBench } from "../wall/create-test-bench.ts";
import { createWallPlayers } from "../wall/create-wall-players.ts";
import type { WallPlayers } from "../wall/create-wall-players.ts";
import { createPictureSampler } from "../wall/sample-picture.ts";
import { listen } from "../whep/listen.ts";
import { createPlayerPool } from "../whep/player-pool.ts";
import type { PlayerPool, PlayerPoolDeps } from "../whep/types.ts";
import { createStreamStateWatch } from "../whep/watch-stream-state.ts";
import { drawFirstPictures } from "./draw-first-pictures.ts";
import { LONGEST_SILENCE, waitForPictures } from "./wait-for-pictures.ts";

export interface Page {
  /** Resolves when the first pictures are there, or will not come so soon: what takes the processor may begin. */
  pictures: Promise<void>;
  client: HostClient;
  players: WallPlayers;
  frozen: FrozenWatch;
  bench: TestBench;
}

/** Wires everything behind the screens; the only place that hands out the browser's clock, randomness and network. */
export function createPage(page: Window): Page {
  const setTimeout = (callback: () => void, milliseconds: number) => page.setTimeout(callback, milliseconds);
  const bridge = connectBridge(page);
  const pinGate = createPinGate({
    admin() {
      const state = hostState.get();
      return state.phase === "ready" ? state.settings.admin : undefined;
    },
    now: Date.now,
  });
  const api = createApi(pinGate.guard({ call: answerFirstCalls(bridge, page.document) }));
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
  const { promise: pictures, resolve: notePictures } = Promise.withResolvers<void>();
  let arePicturesAwaited = true;
  void pictures.then(() => (arePicturesAwaited = false));
  const states = createStateReporter({
    // Not while the first pictures come: each is a request, and a line that goes to the disk.
    api: { ...api, reportState: (report) => pictures.then(() => api.reportState(report)) },
    makeId,
    wallClock: Date.now,
    listFrozen: () => frozen.list(),
    setTimeout,
    random: Math.random,
    log: (line) => console.error(line), // oxlint-disable-line no-console -- where the reporter's own refusals stand
  });
  page.setInterval(states.sayAlive, ALIVE_INTERVAL);
  bridge.onConnection(() => {
    if (!bridge.isConnected()) return;
    reporter.sendNow();
    states.sendNow();
  });
  let applied: SettingsState | undefined;
  setTimeout(() => applied || notePictures(), LONGEST_SILENCE); // a host that keeps silent: the page says that it waits for it
  const { promise: offered, resolve: noteOffered } = Promise.withResolvers<void>();
  const alarms = createAlarmStore({ api, bridge, setTimeout, random: Math.random });
  void pictures.then(alarms.load);
  const duty = createDutyStore({ api, bridge, setTimeout, random: Math.random });
  void pictures.then(duty.load);
  const mediaFetch = excuseLeaving(page);
  const relay = createRelay({ api, fetch: mediaFetch });
  const fetchNoting: typeof fetch = (input, init) => {
    noteOffered();
    return mediaFetch(input, init);
  };
  const pool = createPool(page, {
    fetch: fetchNoting,
    relay,
    onFailure: (failure) => reporter.report(failure),
    onStep: states.reportStep,
    isRecoveryOn: () => applied?.settings.recovery.automatic ?? true,
  });
  // When the streams, which came with the page, have asked for their locks: these are on their way while the first offers are made.
  setTimeout(pool.warmUp, 0);
  // No states, and no steps: what is played beside a stream says nothing of whether it is up.
  const besidePool = createPool(page, {
    fetch: mediaFetch,
    relay,
    onFailure: (failure) => failure.mainStream && reporter.report(failure),
    onStep: () => undefined,
    isRecoveryOn: () => applied?.settings.recovery.automatic ?? true,
  });
  const watch = createStreamStateWatch({ wallClock: Date.now, isOnline: () => page.navigator.onLine, onChange: states.report });
  pool.onWaking(watch.noteWaking);
  const players = createWallPlayers({
    pool: { createPlayer: (stream) => watch.follow(pool.createPlayer(stream)) },
    besidePool,
    getAuthorization: async (serverId) => (await api.getWhepAuthorization({ serverId })).authorization,
    createVideo: createPlayerVideo,
    listen: (stream) => listen({ fetch: mediaFetch, createPeerConnection, wallClock: Date.now, setTimeout }, stream),
    setTimeout,
  });
  // At once: the streams start before anything is drawn.
  hostState.subscribe(() => {
    const state = hostState.get();
    if (state.phase === "away") notePictures();
    if (state.phase !== "ready" || state.settings === applied) return;
    const isFirst = applied === undefined;
    applied = state.settings;
    players.apply(applied.settings);
    if (!isFirst) return;
    // Behind the first offers: to lay a page out takes its thread, too.
    const draw = () => arePicturesAwaited && drawFirstPictures(page, players.streams(), state);
    void offered.then(() => page.requestIdleCallback(draw, { timeout: DRAWING_DELAY }));
    void waitForPictures(players.watching(), setTimeout).then(notePictures);
  });
  const frozen = createFrozenWatch({
    streams: players.watching,
    samplePicture: createPictureSampler(),
    afterSeconds: () => applied?.settings.wall.frozenAfterSeconds ?? 0,
    isVisible: () => page.document.visibilityState === "visible",
    report: (failure) => reporter.report(failure),
    makeId,
    now: () => performance.now(),
    wallClock: Date.now,
    setInterval: (callback, milliseconds) => page.setInterval(callback, milliseconds),
  });
  frozen.subscribe(states.sayFrozen);
  bridge.subscribe("signWanted", states.giveSign);
  bridge.subscribe("slatesSeen", ({ streamIds }) => players.noteSlates(streamIds));
  const ownFetch = page.fetch.bind(page); // a typed address is no server of the settings
  const bench = createTestBench({
    createPool: (onFailure) =>
      createPool(page, { fetch: ownFetch, relay: ownFetch, onFailure, onStep: () => undefined, isRecoveryOn: () => true }),
    makeId: () => makeId(Date.now()),
  });

  reportScriptErrors({
    page,
    playing: () => players.watching().flatMap(({ player }) => (player.view().state === "playing" ? [player] : [])),
    report: (failure) => reporter.report(failure),
    makeId,
    now: Date.now,
  });
  page.addEventListener("pagehide", () => {
    pool.closeAll();
    besidePool.closeAll();
    bench.closeAll();
  });
  // A page that the browser kept and shows again has no sessions left.
  page.addEventListener("pageshow", (event) => event.persisted && page.location.reload());
  const handoverText = createHandoverText({ api, setTimeout, random: Math.random });
  const client = { bridge, api, hostState, reporter, alarms, duty, handoverText, pinGate, mute: createMute(Date.now) };
  return { pictures, client, players, frozen, bench };
}

/** On a PC that is busy with them the first pictures come no sooner after their offers. Milliseconds. */
const DRAWING_DELAY = 400;

function createPool(page: Window, own: Pick<PlayerPoolDeps, "fetch" | "relay" | "onFailure" | "onStep" | "isRecoveryOn">): PlayerPool {
  return createPlayerPool({
    ...own,
    createPeerConnection,
    now: () => performance.now(),
    wallClock: Date.now,
    random: Math.random,
    makeId: () => makeId(Date.now()),
    setTimeout: (callback, milliseconds) => page.setTimeout(callback, milliseconds),
    clearTimeout: (handle) => page.clearTimeout(handle),
    setInterval: (callback, milliseconds) => page.setInterval(callback, milliseconds),
    clearInterval: (handle) => page.clearInterval(handle),
    locks: navigator.locks,
  });
}

function createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection {
  return new RTCPeerConnection(configuration);
}

function makeId(at: number): string {
  return makeUuidV7(at, crypto.getRandomValues(new Uint8Array(10)));
}

function readOrigin({ navigator, screen }: Window) {
  const { userAgent } = navigator;
  const hints = (navigator as { userAgentData?: { brands: { brand: string; version: string }[]; platform: string } }).userAgentData;
  return { userAgent, clientInfo: readClientInfo({ userAgent, screen, ...hints }) };
}
