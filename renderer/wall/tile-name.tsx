import { useI18n } from "../i18n/i18n-context.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { nameState } from "./name-state.ts";
import type { TileCondition } from "./tile-condition.ts";

interface TileNameProps {
  id: string;
  name: string;
  serverName: string;
  condition: TileCondition;
  /** Unix milliseconds of the frame that is still shown. */
  frozenAt: number | undefined;
}

/** What a screen reader calls a tile: "강남 3번, 영상 끊김 42초, 서버 A". Not drawn. */
export function TileName({ id, name, serverName, condition, frozenAt }: TileNameProps) {
  const { texts, formats } = useI18n();
  const state = nameState(condition, texts);
  const since = "since" in condition ? Math.max(condition.since, frozenAt ?? 0) : undefined;
  const say = (said: string) => `${name}, ${said}, ${serverName}`;
  return (
    <span id={id} hidden>
      {since === undefined ? say(state) : <LiveText format={(now) => say(`${state} ${formats.duration(now - since)}`)} />}
    </span>
  );
}
