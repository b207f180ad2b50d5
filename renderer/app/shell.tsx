import { useCallback, useState } from "react";
import type { CSSProperties } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { TestBench } from "../wall/create-test-bench.ts";
import type { WallPlayers } from "../wall/create-wall-players.ts";
import { isOffered } from "../../shared/commands.ts";
import { asksOperator } from "../ui/asks-for-somebody.ts";
import { chooseTextScale } from "../wall/choose-text-scale.ts";
import { TestTileDialog } from "../wall/test-tile-dialog.tsx";
import { WallScreen } from "../wall/wall-screen.tsx";
import { AdminLock } from "./admin-lock.tsx";
import { AlarmBar } from "./alarm-bar.tsx";
import { createPart, createScreen } from "./create-screen.tsx";
import { DutyBar } from "./duty-bar.tsx";
import { KioskBar } from "./kiosk-bar.tsx";
import { chooseKioskActions, chooseKioskScreen } from "./kiosk-view.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { MenuBar } from "./menu-bar.tsx";
import { readSessions } from "./read-sessions.ts";
import { useAlarmActions } from "./use-alarm-actions.tsx";
import { useCommandSources } from "./use-command-sources.ts";
import type { CommandActions } from "./use-command-sources.ts";
import { useLogCommands } from "./use-log-commands.ts";
import { useLanguageChoice } from "./use-language-choice.ts";
import { usePlainKeys } from "./use-plain-keys.ts";
import { useScreenAddress } from "./use-screen-address.ts";
import { useUnsavedSettings } from "./use-unsaved-settings.ts";
import { useWallQuery } from "./use-wall-query.ts";

const AlarmsScreen = createScreen(async () => (await import("../alarms/alarms-screen.tsx")).AlarmsScreen);
const DashboardScreen = createScreen(async () => (await import("../dashboard/dashboard-screen.tsx")).DashboardScreen);
const ReportScreen = createScreen(async () => (await import("../report/report-screen.tsx")).ReportScreen);
const HandoverScreen = createScreen(async () => (await import("../handover/handover-screen.tsx")).HandoverScreen);
const SetupPage = createPart(async () => (await import("../setup/setup-page.tsx")).SetupPage);
const SetupForm = createPart(async () => (await import("../setup/setup-form.tsx")).SetupForm);
const SettingsScreen = createScreen(async () => (await import("../settings/settings-screen.tsx")).SettingsScreen);
const DiagnosticsScreen = createScreen(async () => (await import("../diagnostics/diagnostics-screen.tsx")).DiagnosticsScreen);
const LayoutEditor = createPart(async () => (await import("../wall/layout-editor.tsx")).LayoutEditor);
const LogsScreen = createScreen(async () => (await import("../logs/logs-screen.tsx")).LogsScreen);

/** From so many times the size of texts at a desk nobody is near enough to click. */
const FAR = 1.5;

/** The window's frame: menu, keys, dialogs, and the screen in the middle. */
export function Shell({ players, bench }: { players: WallPlayers; bench: TestBench }) {
  const { texts, language } = useI18n();
  const { host, settings } = useReadyHost();
  const textScale = chooseTextScale(settings.settings.wall, window.screen);
  const { alarms, mute, duty } = useHostClient();
  const [dialog, setDialog] = useState<"test" | "keys" | "setup">();
  const [isEditing, setEditing] = useState(false);
  const [showStatistics, setShowStatistics] = useState(false);
  const [address, go] = useScreenAddress();
  const { screen: wanted, query, isLeaving, setUnsaved, stay } = useUnsavedSettings(address, go, host.kind);
  const { isKiosk } = settings;
  const screen = chooseKioskScreen(wanted, isKiosk);
  const wallQuery = useWallQuery(address);
  const plainKeys = usePlainKeys();
  const { chooseLanguage, problem, dismiss } = useLanguageChoice();
  const alarmActions = useAlarmActions();
  const closeDialog = () => setDialog(undefined);
  const seeSessions = useCallback(() => readSessions(players), [players]);
  const showSetup = useCallback(() => setDialog("setup"), []);

  // On the screen itself its filter stays.
  const showLogs = () => screen !== "logs" && go({ screen: "logs", query: "" });
  const logCommands = useLogCommands({ hasShell: host.hasShell, showLogs });
  const allActions: CommandActions = {
    ...logCommands.actions,
    showWall: () => go({ screen: "wall", query: wallQuery }),
    showAlarms: () => go({ screen: "alarms", query: "" }),
    showLogs,
    showDashboard: () => screen !== "dashboard" && go({ screen: "dashboard", query: "" }),
    showHandover: () => isOffered("showHandover", settings.settings) && screen !== "handover" && go({ screen: "handover", query: "" }),
    changeOperator: () => isOffered("changeOperator", settings.settings) && duty.open(),
    showReport: () => screen !== "report" && go({ screen: "report", query: "" }),
    showSettings: () => screen !== "settings" && go({ screen: "settings", query: "" }),
    addStreams: showSetup,
    openTestTile: () => setDialog("test"),
    muteAlarms: toggleMute,
    editLayouts: () => {
      go({ screen: "wall", query: wallQuery });
      setEditing(true);
    },
    toggleStatistics: () => setShowStatistics((shown) => !shown),
    toggleFullScreen,
    useKorean: () => chooseLanguage("ko"),
    useEnglish: () => chooseLanguage("en"),
    showDiagnostics: () => go({ screen: "diagnostics", query: "" }),
    showKeys: () => setDialog("keys"),
  };
  const actions = chooseKioskActions(allActions, isKiosk);
  /** Only while there is something to mute: a silence that nobody sees is none that anybody wanted. */
  function toggleMute(): void {
    if (mute.until() > Date.now() || [...alarms.get().alarms.values()].some(asksOperator)) mute.toggle();
  }
  useCommandSources(actions, { nativeMenu: host.nativeMenu, plainKeys: plainKeys.on });
  const setQuery = useCallback((next: string, how?: { replace: boolean }) => go({ screen, query: next }, how), [go, screen]);
  const replaceQuery = useCallback((next: string) => setQuery(next, { replace: true }), [setQuery]);
  const replaceWallQuery = useCallback((next: string) => go({ screen: "wall", query: next }, { replace: true }), [go]);

  return (
    <div className="shell" data-far={textScale >= FAR} style={{ "--text-scale": textScale } as CSSProperties}>
      {isKiosk && screen !== "wall" && <KioskBar onShowWall={actions.showWall} />}
      {!host.nativeMenu && !isKiosk && (
        <MenuBar
          actions={actions}
          checked={{
            showWall: screen === "wall",
            showAlarms: screen === "alarms",
            showLogs: screen === "logs",
            showDashboard: screen === "dashboard",
            showReport: screen === "report",
            showHandover: screen === "handover",
            showSettings: screen === "settings",
            showDiagnostics: screen === "diagnostics",
            toggleStatistics: showStatistics,
            useKorean: language === "ko",
            useEnglish: language === "en",
          }}
        />
      )}
      <AdminLock />
      {problem !== undefined && <NoticeLine text={`${texts.failed.language}: ${problem}`} onClose={dismiss} />}
      {logCommands.problem !== undefined && (
        <NoticeLine text={`${texts.failed.shell}: ${logCommands.problem}`} onClose={logCommands.dismiss} />
      )}
      {alarmActions.problem !== undefined && <NoticeLine text={alarmActions.problem} onClose={alarmActions.dismiss} />}
      <AlarmBar onAct={alarmActions.run} />
      <DutyBar />
      {/* Hidden, never unmounted: its tiles keep their last pictures, and nothing hidden is laid out or drawn. */}
      <div className="screen" hidden={screen !== "wall"}>
        <WallScreen
          players={players}
          isShown={screen === "wall"}
          query={wallQuery}
          onQuery={replaceWallQuery}
          textScale={textScale}
          showStatistics={showStatistics}
          plainKeys={plainKeys.on}
          empty={<SetupPage onTest={actions.openTestTile} />}
          onAlarm={alarmActions.run}
          isEditing={isEditing && !isKiosk}
          onEditing={setEditing}
          Editor={LayoutEditor}
        />
      </div>
      {screen === "logs" && (
        <LogsScreen
          query={query}
          onQuery={setQuery}
          plainKeys={plainKeys.on}
          onShowKeys={actions.showKeys}
          incoming={logCommands.incoming}
          onTaken={logCommands.taken}
          onChoose={(command) => actions[command]()}
        />
      )}
      {screen === "alarms" && <AlarmsScreen query={query} onQuery={setQuery} plainKeys={plainKeys.on} onAct={alarmActions.run} />}
      {screen === "dashboard" && <DashboardScreen query={query} onQuery={setQuery} />}
      {screen === "report" && <ReportScreen query={query} onQuery={setQuery} />}
      {screen === "handover" && <HandoverScreen query={query} onQuery={setQuery} />}
      {screen === "diagnostics" && <DiagnosticsScreen readSessions={seeSessions} />}
      {screen === "settings" && (
        <SettingsScreen
          query={query}
          onQuery={replaceQuery}
          isLeaving={isLeaving}
          onUnsaved={setUnsaved}
          onStay={stay}
          onAddStreams={showSetup}
        />
      )}
      {alarmActions.dialog}
      {dialog === "test" && !isKiosk && <TestTileDialog bench={bench} onClose={closeDialog} />}
      {dialog === "setup" && !isKiosk && (
        <Dialog title={texts.setup.title} closeLabel={texts.keys.close} onClose={closeDialog} wide>
          <p className="hint">{texts.setup.intro}</p>
          <SetupForm onSaved={closeDialog} />
        </Dialog>
      )}
      {dialog === "keys" && <KeysDialog screen={screen} plainKeys={plainKeys} onClose={closeDialog} />}
    </div>
  );
}

function toggleFullScreen(): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined); // a kiosk's policy may forbid it; the wall stays as it is
}
