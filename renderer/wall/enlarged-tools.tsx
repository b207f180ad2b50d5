import { useContext, useEffect, useRef } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { saveFile } from "../ui/save-file.ts";
import type { Listening } from "../whep/listen.ts";
import type { Playing } from "./create-wall-players.ts";
import { FrozenWatchContext } from "./frozen-badge.tsx";
import { nameSnapshot, takeSnapshot } from "./take-snapshot.ts";
import { useIsPlaying } from "./use-main-stream.ts";
import { useSound } from "./use-sound.ts";
import type { Sound } from "./use-sound.ts";
import { useTileZoom } from "./use-tile-zoom.ts";

interface EnlargedToolsProps {
  /** What is in sight. */
  shown: Playing;
  listen: (() => Listening) | undefined;
  plainKeys: boolean;
  /** What came of it, in a line; "" when there is nothing to say any more. */
  onNote: (note: string) => void;
  onClose: () => void;
}

const STEP = 1.5;

/** What can be done with the one picture that is enlarged: looked at closer, saved. */
export function EnlargedTools({ shown: { player, video }, listen, plainKeys, onNote, onClose }: EnlargedToolsProps) {
  const { texts, formats } = useI18n();
  const { tools } = texts.wall;
  const { api } = useHostClient();
  const frozen = useContext(FrozenWatchContext);
  const place = useRef<HTMLDivElement>(null);
  const { settings } = useReadyHost().settings;
  const sound = useSound(listen, useIsPlaying(player));
  const hasSound = settings.wall.sound && listen !== undefined;
  const keys: Record<string, () => void> = plainKeys ? { p: () => void snapshot(), ...(hasSound && { v: sound.toggle }) } : {};
  const { scale, zoom, reset } = useTileZoom(place, { plainKeys, step: STEP, keys });

  useEffect(() => () => onNote(""), [onNote]);

  /** A picture that stands still would pass for a present one: of a stream that does not play there is none. */
  async function snapshot(): Promise<void> {
    if (player.view().state !== "playing") return onNote(tools.noPicture);
    const file = nameSnapshot(player.stream.name, new Date(), frozen?.since(player) === undefined ? "" : tools.maybeFrozen);
    try {
      const picture = await takeSnapshot(video);
      await api.reportExport({ kind: "snapshot", file, query: player.stream.id });
      saveFile(picture, file);
      onNote(tools.saved(file));
    } catch {
      onNote(tools.notSaved);
    }
  }

  return (
    <div ref={place} className="tile-tools" role="group" aria-label={tools.label} onDoubleClick={(event) => event.stopPropagation()}>
      <button type="button" className="small" aria-label={tools.zoomOut} disabled={scale === 1} onClick={() => zoom(1 / STEP)}>
        −
      </button>
      <output>{formats.percent(scale)}</output>
      <button type="button" className="small" aria-label={tools.zoomIn} onClick={() => zoom(STEP)}>
        +
      </button>
      {scale > 1 && (
        <button type="button" className="small" onClick={reset}>
          {tools.zoomReset}
        </button>
      )}
      <button type="button" className="small" onClick={() => void snapshot()}>
        {tools.snapshot}
      </button>
      {hasSound && <SoundButton sound={sound} />}
      <button type="button" className="small" onClick={onClose}>
        {tools.close}
      </button>
    </div>
  );
}

function SoundButton({ sound: { state, toggle } }: { sound: Sound }) {
  const { sound: words } = useI18n().texts.wall;
  return (
    <button type="button" className="small" aria-pressed={state === "sounding"} data-sound={state ?? "off"} onClick={toggle}>
      {words[state ?? "off"]}
    </button>
  );
}
