import type { ReaderState } from "../../electron/demo/media-live-stream.ts";

/** The server's sessions at one moment, milliseconds. */
export interface ServerLook {
  at: number;
  sessions: Pick<ReaderState, "id" | "path" | "state" | "packetsSent">[];
}

/** The longest time, in milliseconds, in which a connected reader of the path was sent nothing. */
export function measureSilence(looks: readonly ServerLook[], path: string): number {
  let [silence, longest] = [0, 0];
  looks.forEach((look, index) => {
    const before = looks[index - 1];
    const readers = look.sessions.filter((session) => session.path === path && session.state === "connected");
    const wasSent = readers.some(
      ({ id, packetsSent }) => packetsSent > (before?.sessions.find((each) => each.id === id)?.packetsSent ?? 0),
    );
    silence = before && readers.length > 0 && !wasSent ? silence + look.at - before.at : 0;
    longest = Math.max(longest, silence);
  });
  return longest;
}
