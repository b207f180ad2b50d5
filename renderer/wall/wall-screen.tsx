import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { ComponentType, ReactNode } from "react";
import type { Settings } from "../../shared/settings.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { RunAlarmAction } from "../ui/alarm-actions.ts";
import { countUnknownStreams } from "./choose-wall-view.ts";
import type { WallPlayers } from "./create-wall-players.ts";
import type { LayoutEditorProps } from "./layout-editor.tsx";
import { PageBar } from "./page-bar.tsx";
import { StatusBar } from "./status-bar.tsx";
import type { MissingCounts } from "./status-bar.tsx";
import { usePageCycle } from "./use-page-cycle.ts";
import { usePageKeys } from "./use-page-keys.ts";
import { useWallEdit } from "./use-wall-edit.ts";
import { useWallPages } from "./use-wall-pages.ts";
import { Wall } from "./wall.tsx";
import { WarningsDialog } from "../ui/warnings-dialog.tsx";

interface WallScreenProps {
  players: WallPlayers;
  /** It is in sight, and no other screen. */
  isShown: boolean;
  /** The window's address behind `#/wall?`. */
  query: string;
  onQuery: (query: string) => void;
  textScale: number;
  showStatistics: boolean;
  plainKeys: boolean;
  /** In the place of a wall without streams. */
  empty: ReactNode;
  onAlarm: RunAlarmAction;
  /** Somebody wants to change the layouts. */
  isEditing: boolean;
  onEditing: (isEditing: boolean) => void;
  /** Loaded when it is first wanted. */
  Editor: ComponentType<LayoutEditorProps>;
}

/** The wall with its pages and its status bar. */
export function WallScreen(props: WallScreenProps) {
  const { players, isShown, query, onQuery, textScale, showStatistics, plainKeys, empty, onAlarm, isEditing, onEditing, Editor } = props;
  const { texts } = useI18n();
  const { settings, locked, isKiosk } = useReadyHost().settings;
  const { wall } = settings;
  const streams = useSyncExternalStore(players.subscribe, players.streams);
  const [showWarnings, setShowWarnings] = useState(false);
  const [enlargedId, setEnlargedId] = useState<string>();
  const pages = useWallPages({ streams, wall, query, onQuery });
  const { edit, page, pageKey, isLayoutLocked, moves, said } = useWallEdit({ streams, settings, locked, pages, isEditing, onEditing });
  useEffect(() => players.setShown(page.streams.map(({ player }) => player.stream.id)), [players, page]);
  const hidden = useMemo(() => streams.filter((stream) => !page.streams.includes(stream)), [streams, page]);
  usePageKeys({ pages, isShown: isShown && !edit, plainKeys });
  const cycle = usePageCycle({ pages, seconds: wall.cycleSeconds, isBusy: enlargedId !== undefined || !isShown || edit !== undefined });
  const [shownPage, setShownPage] = useState(pageKey);
  if (shownPage !== pageKey) {
    setShownPage(pageKey);
    setEnlargedId(undefined);
  }
  const beginEdit = useCallback(() => !isKiosk && onEditing(true), [isKiosk, onEditing]);

  function drawWall(): ReactNode {
    if (settings.streams.length === 0) return empty;
    return (
      <>
        <Wall
          {...{
            streams: page.streams,
            hidden,
            pageKey,
            columns: page.columns,
            enlargedId,
            textScale,
            showStatistics,
            plainKeys,
            onAlarm,
            moves,
          }}
          onEnlarge={setEnlargedId}
          onEdit={beginEdit}
        />
        {page.streams.length === 0 && <p className="wall-empty">{texts.wall.emptyPage}</p>}
      </>
    );
  }
  return (
    <>
      <main>
        <h1 className="unseen">{texts.appName}</h1>
        {drawWall()}
      </main>
      {moves && (
        <p className="unseen" role="status">
          {said}
        </p>
      )}
      {isEditing && isLayoutLocked && <LockedLine onClose={() => onEditing(false)} />}
      {edit && <Editor edit={edit} streams={settings.streams} />}
      {!edit && wall.layouts.length > 0 && (
        <PageBar
          pages={pages}
          layouts={wall.layouts}
          cycle={{ seconds: wall.cycleSeconds, kind: cycle }}
          onEdit={isLayoutLocked || isKiosk ? undefined : beginEdit}
        />
      )}
      <StatusBar streams={streams} missing={countMissing(settings)} onWarnings={() => setShowWarnings(true)} />
      {showWarnings && <WarningsDialog onClose={() => setShowWarnings(false)} />}
    </>
  );
}

function LockedLine({ onClose }: { onClose: () => void }) {
  const { wall, keys } = useI18n().texts;
  return (
    <p className="page-bar" role="status">
      {wall.lockedLayouts}
      <button type="button" className="small" onClick={onClose}>
        {keys.close}
      </button>
    </p>
  );
}

/** What the settings name and do not have. */
function countMissing({ servers, streams, wall }: Settings): MissingCounts {
  const known = new Set(servers.map(({ id }) => id));
  return {
    servers: streams.filter(({ serverId }) => !known.has(serverId)).length,
    streams: countUnknownStreams(wall.layouts, streams.map(({ id }) => id)), // prettier-ignore
  };
}
