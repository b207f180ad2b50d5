import type { AlarmChanges, AlarmList, AlarmView } from "../../shared/alarms-api.ts";

/** Tells pages what has changed of the alarms, each time with the next number. */
export interface Announcer {
  /** Something may have changed. */
  update(): void;
  list(): AlarmList;
  close(): void;
}

export interface AnnouncerOptions {
  readViews: () => AlarmView[];
  notify: (changes: AlarmChanges) => void;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
}

/** A storm changes a hundred alarms in a moment; pages need it a few times a second at most. */
const INTERVAL = 250;

export function createAnnouncer({ readViews, notify, setTimer }: AnnouncerOptions): Announcer {
  let sequence = 0;
  /** What pages were told, as JSON, by id. */
  let told = new Map<string, string>();
  let cancel: (() => void) | undefined;

  function announce(): void {
    cancel = undefined;
    const views = readViews();
    const texts = new Map(views.map((view) => [view.id, JSON.stringify(view)]));
    const changed = views.filter(({ id }) => texts.get(id) !== told.get(id));
    const removed = [...told.keys()].filter((id) => !texts.has(id));
    told = texts;
    if (changed.length === 0 && removed.length === 0) return;
    sequence += 1;
    notify({ sequence, changed, removed });
  }

  return {
    update() {
      cancel ??= setTimer(announce, INTERVAL);
    },
    // May be newer than the number: what comes with the next one says it again.
    list: () => ({ sequence, alarms: readViews() }),
    close() {
      cancel?.();
    },
  };
}
