import { UUID_PATTERN } from "../../shared/uuid-v7.ts";

/** Who sent a request that was let in. */
export interface Caller {
  /** The PC, in lower case: proved by its own token, else only what it says in `User-Agent`. */
  clientId?: string;
  /** It brought a PC's own token, which writes and listens, and reads nothing of what others wrote. */
  hasOwnToken: boolean;
}

/** What a request says of itself: `MTXWatch/<version> (<client id>)`. Undefined where it names no client. */
export function readClientId(userAgent: string | undefined): string | undefined {
  const id = /^MTXWatch\/[^\s()]{1,64} \(([^\s()]{1,64})\)$/.exec(userAgent ?? "")?.[1];
  return id !== undefined && UUID_PATTERN.test(id) ? id.toLowerCase() : undefined;
}
