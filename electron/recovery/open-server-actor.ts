import { randomBytes } from "node:crypto";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { Journal } from "../journal/types.ts";
import { createServerActor } from "./create-server-actor.ts";
import type { ServerActor, ServerActorDeps } from "./create-server-actor.ts";
import { REMEMBERED } from "./decide-server-action.ts";
import { readPastActions } from "./read-past-actions.ts";

export interface ServerActorOptions extends Omit<ServerActorDeps, "makeId" | "readPast"> {
  stateJournal: Pick<Journal, "read" | "positionAt">;
}

/** The actor with its memory in the state journal. */
export function openServerActor({ stateJournal, now, ...deps }: ServerActorOptions): ServerActor {
  return createServerActor({
    ...deps,
    now,
    makeId: (at) => makeUuidV7(at, randomBytes(10)),
    readPast: () => readPastActions(stateJournal, now() - REMEMBERED),
  });
}
