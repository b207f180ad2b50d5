import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTurns } from "../../shared/create-turns.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";

export interface RoomIdOptions {
  dataDir: string;
  /** It is another room than the last one: its collector was replaced, or lost its data. What comes of it is on disk when this resolves. */
  onAnother: () => Promise<void>;
  log: (message: string) => void;
}

/** Takes each id that a collector says, and remembers the last one over restarts. */
export function watchRoomId({ dataDir, onAnother, log }: RoomIdOptions): (room: string | undefined) => void {
  const file = join(dataDir, "cursors", "central-alarms-room");
  const inTurn = createTurns();
  let known: string | undefined;

  async function follow(room: string): Promise<void> {
    known ??= (await readFile(file, "utf8").catch(() => "")).trim();
    if (room === known) return;
    await onAnother();
    known = room;
    await writeFileAtomically(file, `${room}\n`);
  }

  return (room) => {
    if (room !== undefined) inTurn(() => follow(room)).catch((error: unknown) => log(`room ${room}: ${String(error)}`));
  };
}
