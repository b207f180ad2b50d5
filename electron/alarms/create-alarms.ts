import { randomBytes } from "node:crypto";
import type { Alarm, AlarmChange, AlarmEvent } from "../../shared/alarms/alarm.ts";
import { applyToAlarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import { decideAlarms } from "../../shared/alarms/decide-alarms.ts";
import { FLAP_TICK } from "../../shared/alarms/judge-flapping.ts";
import { makeAlarmView } from "../../shared/alarms/make-alarm-view.ts";
import type { AlarmView } from "../../shared/alarms/make-alarm-view.ts";
import type { RoomAct } from "../../shared/room/room-act.ts";
import { latestShelfEnd } from "../../shared/shifts/find-shift.ts";
import { readStateLine } from "../../shared/state-line.ts";
import { createUuidSequence } from "../../shared/uuid-v7.ts";
import { createActBook } from "./create-act-book.ts";
import type { AlarmService, AlarmsOptions } from "./alarm-service.ts";
import { createAlarmCommands } from "./alarm-commands.ts";
import { createAlarmLog } from "./create-alarm-log.ts";
import { createAnnouncer } from "./create-announcer.ts";
import { createFrozenList } from "./create-frozen-list.ts";
import { createSituation } from "./create-situation.ts";
import { createTileWatch } from "./create-tile-watch.ts";
import { createUpsetWatch } from "./create-upset-watch.ts";
import { createFlapWatch } from "./flap-watch.ts";
import type { FlapWatch } from "./flap-watch.ts";
import { readRecentStates } from "./read-recent-states.ts";

/** Begins with what the journals say; until they are read, what is told waits. */
export function createAlarms(options: AlarmsOptions): AlarmService {
  const { stateJournal, clock, log, room } = options;
  const alarmLog = createAlarmLog(options);
  const tiles = createTileWatch();
  const frozen = createFrozenList();
  let alarms: Alarms = new Map();
  let flaps: FlapWatch = createFlapWatch([], clock.now());
  const upsets = createUpsetWatch(clock, (at) => {
    tiles.noteUpset(at);
    decideSoon(); // while it is not counted yet: what had begun before begins anew
  });
  const situation = createSituation({ ...options, now: clock.now, tiles, frozen, upsets });
  const book = createActBook((at) => latestShelfEnd(at, options.settings().shifts));
  let makeId = createUuidSequence(() => randomBytes(10));
  let isClosed = false;
  let cancelDue: (() => void) | undefined;
  let cancelTick = clock.setTimer(tick, FLAP_TICK);

  const announcer = createAnnouncer({ readViews, notify: options.notify, setTimer: clock.setTimer });
  const loaded = load()
    .catch((error: unknown) => log(`alarms of earlier runs cannot be read: ${String(error)}`))
    .then(upsets.begin);
  /** A clock that has leapt is noticed before anything is noted by it. */
  const note = (action: () => void): void => {
    void loaded.then(() => {
      if (isClosed) return;
      upsets.look();
      action();
    });
  };

  async function load(): Promise<void> {
    const at = clock.now();
    const known = await alarmLog.replay(at);
    ({ alarms } = known);
    for (const act of known.acts) book.note(act);
    makeId = createUuidSequence(() => randomBytes(10), known.lastId);
    const lines = await readRecentStates(stateJournal, at);
    for (const line of lines) tiles.noteState(line, line.at);
    tiles.begin();
    flaps = createFlapWatch(lines, at);
    decideSoon();
  }

  function decide(): void {
    cancelDue?.();
    cancelDue = undefined;
    if (isClosed) return;
    upsets.look();
    const at = clock.now();
    const decision = decideAlarms(alarms, situation.read(at, flaps.flapping()), { makeId });
    ({ alarms } = decision);
    alarmLog.write(decision.events, alarms).catch(() => undefined); // it has said so itself
    const raised = decision.events.filter(({ type }) => type === "raised").map(({ alarmId }) => alarmId);
    if (raised.length > 0) write(book.takeWaiting(raised, alarms, at)).catch(() => undefined);
    announcer.update();
    const masks = situation.masks(alarms, at);
    options.onDecided?.({ alarms, events: decision.events, isMasked: (alarm) => masks.ofAlarm(alarm) !== undefined });
    if (decision.due !== undefined) decideAfter(decision.due - at);
  }

  /** What is noted in one moment is judged together. A tick comes before a wait that is longer. */
  function decideAfter(wait: number): void {
    cancelDue?.();
    cancelDue = clock.setTimer(decide, Math.min(Math.max(wait, 0), FLAP_TICK));
  }

  function decideSoon(): void {
    decideAfter(0);
  }

  function tick(): void {
    cancelTick = clock.setTimer(tick, FLAP_TICK);
    note(() => {
      const at = clock.now();
      flaps.sample(situation.plan().streams.keys(), (id) => tiles.stateOf(id, at));
      decide();
    });
  }

  async function act(changes: readonly (AlarmChange & { alarmId: string })[]): Promise<void> {
    await loaded;
    const client = options.actClient?.();
    const events = changes.map((change): AlarmEvent => {
      const dated = book.date(change, clock.now());
      const span = client && change.type === "acknowledged" && spanOf(alarms.get(change.alarmId));
      return { id: makeId(dated.at), ...dated, ...span, ...(client && { client }) };
    });
    for (const event of events) book.note(event);
    options.onActed?.(events);
    await write(events);
  }

  async function takeActs(acts: readonly RoomAct[]): Promise<void> {
    await loaded;
    if (!isClosed) await write(acts.flatMap((act) => book.take(act, alarms.get(act.alarmId), clock.now()) ?? []));
  }

  /** Resolves when they are on disk. */
  async function write(events: readonly AlarmEvent[]): Promise<void> {
    if (events.length === 0) return;
    const after = new Map(alarms);
    for (const event of events) applyToAlarms(after, event);
    alarms = after;
    announcer.update();
    decideSoon();
    await alarmLog.write(events, after);
  }

  function readViews(): AlarmView[] {
    const masks = situation.masks(alarms, clock.now());
    return [...alarms.values()].flatMap(
      (alarm) => makeAlarmView(alarm, alarms, { maskedUntil: masks.ofAlarm(alarm), ...(room && { room }) }) ?? [],
    );
  }

  const commands = createAlarmCommands({
    now: clock.now,
    alarms: () => loaded.then(() => alarms),
    streams: () => situation.plan().streams,
    shifts: () => options.settings().shifts,
    sign: options.sign ?? (() => ({})),
    act,
  });
  return {
    api: {
      async getAlarms() {
        await loaded;
        return announcer.list();
      },
      ...commands,
    },
    noteState(record) {
      const line = readStateLine(record);
      if (!line) return;
      note(() => {
        tiles.noteState(line, clock.now());
        decideSoon();
      });
    },
    noteAlive(report) {
      note(() => {
        frozen.note(report, clock.now());
        decideSoon();
      });
    },
    noteRecord(record) {
      if (record.detail.reason === "frozen_picture") return; // the stream is up
      note(() => {
        tiles.noteRecord(record, clock.now());
        decideSoon();
      });
    },
    noteChange: () => note(decideSoon),
    takeActs,
    noteRoom: announcer.update,
    setFindings(finder, found) {
      situation.setFindings(finder, found);
      note(decideSoon);
    },
    countStreams() {
      const at = clock.now();
      const counts = { up: 0, down: 0, unknown: 0 };
      for (const id of situation.plan().streams.keys()) counts[tiles.stateOf(id, at)]++;
      return counts;
    },
    async flush() {
      await loaded;
      await alarmLog.flush();
    },
    async close() {
      isClosed = true;
      cancelTick();
      cancelDue?.();
      announcer.close();
      await loaded;
      upsets.close();
      await alarmLog.close();
    },
  };
}

/** When what is acknowledged began and ended: by that another PC finds its own. */
function spanOf(alarm: Alarm | undefined): { since?: number; until?: number } {
  const { since, clearedAt } = alarm?.occurrence ?? {};
  return { ...(since !== undefined && { since }), ...(clearedAt !== undefined && { until: clearedAt }) };
}
