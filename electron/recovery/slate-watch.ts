import { ageOf } from "../../shared/age-of.ts";
import type { Settings, ServerSettings } from "../../shared/settings.ts";
import { pathNameOf } from "./control-api.ts";
import type { ApiAnswer, ControlApi } from "./control-api.ts";
import type { ApiPath } from "./read-control-api.ts";

export interface SlateWatchDeps {
  settings: () => Settings;
  now: () => number;
  /** Undefined for a server whose Control API is not to be asked. */
  controlApiOf: (server: ServerSettings) => ControlApi | undefined;
  /** Whether a page looks at its streams. */
  isWatching: () => boolean;
  /** After each round in which somebody could be asked, and when that ends: the streams whose server plays its own clip, all of them. */
  onSlates: (streamIds: string[]) => void;
}

export interface SlateWatch {
  /** What was seen last of a stream that is on a slate. */
  seen(streamId: string): { at: number; path: ApiPath } | undefined;
  /** Begins, unless it goes on already: a page looks at its streams. */
  wake(): void;
  close(): void;
}

/** Milliseconds between two rounds; a server that refuses us is asked less often. */
const PAUSE = 5_000;
const REFUSAL_PAUSE = 60_000;
/** What is no longer confirmed holds so long: a server whose API dies does not bring its cameras back. */
const HOLDS = 60_000;

/**
 * While frames flow nobody else can tell: MediaMTX's `alwaysAvailable` plays a clip in the camera's place. One request a server, and none
 * while no page looks.
 */
export function createSlateWatch({ settings, now, controlApiOf, isWatching, onSlates }: SlateWatchDeps): SlateWatch {
  /** By server: the last answer and when it came, and until when it is left alone. */
  const known = new Map<string, { slates: ReadonlyMap<string, ApiPath>; at: number; notBefore: number }>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let said = 0;

  async function askServer(server: ServerSettings): Promise<void> {
    const before = known.get(server.id);
    const api = controlApiOf(server);
    if (!api) return void known.delete(server.id);
    if (before && now() < before.notBefore) return;
    const answer = await api.paths();
    const at = now();
    if (answer.kind === "ok") return void known.set(server.id, { slates: findSlates(answer.value), at, notBefore: 0 });
    const kept = before && ageOf(before.at, at) < HOLDS ? before : { slates: new Map<string, ApiPath>(), at };
    known.set(server.id, { ...kept, notBefore: isRefusal(answer) ? at + REFUSAL_PAUSE : 0 });
  }

  /** Whether there is somebody to ask. */
  async function round(): Promise<boolean> {
    const { servers, streams } = settings();
    const asked = isWatching() ? servers.filter(({ id, apiUrl }) => apiUrl !== "" && streams.some(({ serverId }) => serverId === id)) : [];
    for (const id of known.keys()) if (!asked.some((server) => server.id === id)) known.delete(id);
    await Promise.all(asked.map(askServer));
    if (closed) return false;
    const onSlate = streams.filter(({ serverId, path }) => known.get(serverId)?.slates.has(pathNameOf(path))).map(({ id }) => id);
    if (asked.length > 0 || said > 0) onSlates(onSlate);
    said = onSlate.length;
    return asked.length > 0;
  }

  function plan(pause: number): void {
    timer ??= setTimeout(() => {
      void round().then((goesOn) => {
        timer = undefined;
        if (goesOn && !closed) plan(PAUSE);
      });
    }, pause).unref();
  }

  return {
    seen(streamId) {
      const stream = settings().streams.find(({ id }) => id === streamId);
      const memory = stream && known.get(stream.serverId);
      const path = stream && memory?.slates.get(pathNameOf(stream.path));
      return path && memory && { at: memory.at, path };
    },
    wake: () => closed || plan(0),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/**
 * The paths that play the clip, by name. `online` alone would not do: an idle source on demand is "online" and not available, and versions
 * without `online` know no such clip.
 */
function findSlates(paths: readonly ApiPath[]): Map<string, ApiPath> {
  return new Map(paths.filter(({ available, online }) => available && online === false).map((path) => [path.name, path]));
}

function isRefusal(answer: Exclude<ApiAnswer<unknown>, { kind: "ok" }>): boolean {
  return answer.kind === "failed" && (answer.condition === "unauthorized" || answer.condition === "forbidden");
}
