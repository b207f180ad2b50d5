import { memo, useId, useState } from "react";
import { serverOf } from "../../shared/whep-url.ts";
import { useAlarmPart } from "../api/use-alarms.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AlarmBadge } from "./alarm-badge.tsx";
import type { WallStream } from "./create-wall-players.ts";
import { FailureDialog } from "./failure-dialog.tsx";
import { FrameClock } from "./frame-clock.tsx";
import { FrozenBadge } from "./frozen-badge.tsx";
import { MainNote, MainPicture } from "./main-picture.tsx";
import { StatisticsOverlay } from "./statistics-overlay.tsx";
import { StreamVideo } from "./stream-video.tsx";
import { judgeTile, severityOf, withServerDown } from "./tile-condition.ts";
import { TileMessage } from "./tile-message.tsx";
import { findServerDownSince } from "../ui/tile-alarms.ts";
import { TileName } from "./tile-name.tsx";
import { EnlargedTools } from "./enlarged-tools.tsx";
import { useIsPlaying, useMainStream } from "./use-main-stream.ts";
import { useTileView } from "./use-tile-view.ts";

interface StreamTileProps {
  stream: WallStream;
  index: number;
  /** Of another page: it lives on, and nothing of it is laid out or drawn. */
  hidden?: boolean;
  /** The one tile that the Tab key reaches. */
  reachable: boolean;
  enlarged: boolean;
  showStatistics: boolean;
  /** Single letters are keys. */
  plainKeys?: boolean;
  /** While it is moved: it is the one, or stands where that would come to. */
  mark?: "held" | "target" | undefined;
  onFocus: (index: number) => void;
  /** Undefined while it is being moved. */
  onEnlarge: ((index: number) => void) | undefined;
  /** Takes it off its page. */
  onRemove?: ((index: number) => void) | undefined;
}

/** One stream: quiet while its picture moves, unmistakable in colour, shape and words when it does not. */
export const StreamTile = memo(function StreamTile(props: StreamTileProps) {
  const {
    stream,
    index,
    hidden = false,
    reachable,
    enlarged,
    showStatistics,
    plainKeys = false,
    mark,
    onFocus,
    onEnlarge,
    onRemove,
  } = props;
  const { player, serverName, video } = stream;
  const nameId = useId();
  const { texts } = useI18n();
  const view = useTileView(player);
  const [frozenAt, setFrozenAt] = useState<number>();
  const [showsDetails, setShowsDetails] = useState(false);
  const serverDownSince = useAlarmPart(({ alarms }) => findServerDownSince(alarms, player.stream.id));
  const [note, setNote] = useState("");
  const main = useMainStream(stream, enlarged);
  const shown = useIsPlaying(main?.player) && main ? main : stream;
  const condition = withServerDown(judgeTile(view), serverDownSince);

  return (
    <article
      className="tile"
      hidden={hidden}
      data-stream={player.stream.id}
      data-condition={condition.kind}
      data-severity={severityOf(condition)}
      data-enlarged={enlarged}
      data-mark={mark}
      tabIndex={reachable ? 0 : -1}
      aria-labelledby={nameId}
      onFocus={() => onFocus(index)}
      onDoubleClick={() => onEnlarge?.(index)}
    >
      <TileName id={nameId} name={player.stream.name} {...{ serverName, condition, frozenAt }} />
      <StreamVideo key={player.stream.role} player={player} video={video} onFrozen={setFrozenAt} />
      {main && <MainPicture main={main} isShown={shown === main} />}
      <header className="tile-header">
        <span className="tile-name">{player.stream.name}</span>
        <AlarmBadge streamId={player.stream.id} server={serverOf(player.stream.whepUrl)} />
        {enlarged && onEnlarge && (
          <EnlargedTools shown={shown} listen={stream.listen} plainKeys={plainKeys} onNote={setNote} onClose={() => onEnlarge(index)} />
        )}
        <FrameClock player={shown.player} video={shown.video} />
        {onRemove && (
          <button
            type="button"
            className="small tile-remove"
            tabIndex={reachable ? 0 : -1}
            aria-label={texts.wall.edit.remove(player.stream.name)}
            onClick={() => onRemove(index)}
          >
            ×
          </button>
        )}
      </header>
      <FrozenBadge player={player} />
      {enlarged && (
        <div className="tile-notes" role="status">
          {main && <MainNote player={main.player} />}
          {note !== "" && <p>{note}</p>}
        </div>
      )}
      <TileMessage
        condition={condition}
        serverName={serverName}
        frozenAt={frozenAt}
        enlarged={enlarged}
        onRetry={() => player.retryNow()}
        onDetails={() => setShowsDetails(true)}
      />
      {showsDetails && <FailureDialog player={player} onClose={() => setShowsDetails(false)} />}
      {showStatistics && view.media && <StatisticsOverlay player={shown.player} />}
    </article>
  );
});
