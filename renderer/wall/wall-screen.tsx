import { useState, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { RunAlarmAction } from "../ui/alarm-actions.ts";
import type { WallPlayers } from "./create-wall-players.ts";
import { StatusBar } from "./status-bar.tsx";
import { Wall } from "./wall.tsx";
import { WarningsDialog } from "../ui/warnings-dialog.tsx";

interface WallScreenProps {
  players: WallPlayers;
  showStatistics: boolean;
  plainKeys: boolean;
  /** In the place of a wall without streams. */
  empty: ReactNode;
  onAlarm: RunAlarmAction;
}

/** The wall with its status bar. */
export function WallScreen({ players, showStatistics, plainKeys, empty, onAlarm }: WallScreenProps) {
  const { texts } = useI18n();
  const { settings } = useReadyHost().settings;
  const streams = useSyncExternalStore(players.subscribe, players.streams);
  const [showWarnings, setShowWarnings] = useState(false);

  return (
    <>
      <main>
        <h1 className="unseen">{texts.appName}</h1>
        {settings.streams.length === 0 ? (
          empty
        ) : (
          <Wall streams={streams} columns={settings.wall.columns} {...{ showStatistics, plainKeys, onAlarm }} />
        )}
      </main>
      <StatusBar streams={streams} withoutServer={countWithoutServer(settings)} onWarnings={() => setShowWarnings(true)} />
      {showWarnings && <WarningsDialog onClose={() => setShowWarnings(false)} />}
    </>
  );
}

function countWithoutServer({ servers, streams }: { servers: { id: string }[]; streams: { serverId: string }[] }): number {
  const known = new Set(servers.map(({ id }) => id));
  return streams.filter(({ serverId }) => !known.has(serverId)).length;
}
