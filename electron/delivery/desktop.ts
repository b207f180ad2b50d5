import type { Messenger } from "./messenger.ts";

/** What this PC's system shows beside its windows. */
export interface Notice {
  /** Of one group only the newest is shown. */
  group: string;
  title: string;
  /** Lines. */
  body: string;
}

/** Resolves when it is shown; rejects with the system's words. */
export type ShowNotice = (notice: Notice) => Promise<void>;

/** Notices on this PC: which PC says so, nobody needs to be told. */
export function createDesktopMessenger(showNotice: ShowNotice): Messenger {
  return {
    async send({ thread, text }) {
      try {
        await showNotice({ group: thread, title: text.title, body: text.lines.slice(0, -1).join("\n") });
        return { kind: "delivered" };
      } catch (error) {
        return { kind: "retry", problem: { step: "message", detail: error instanceof Error ? error.message : String(error) } };
      }
    },
  };
}
