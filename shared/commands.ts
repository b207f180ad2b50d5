import type { Settings } from "./settings.ts";

/** Everything a person can choose in a menu (shared/menus.ts) or by a key. */
export const COMMANDS = {
  addStreams: {},
  chooseLogFiles: { accelerator: "CmdOrCtrl+O", key: "o" },
  chooseLogFolder: { accelerator: "CmdOrCtrl+Shift+O" },
  openLogFolder: { desktopOnly: true },
  showSettings: { accelerator: "CmdOrCtrl+,", key: "," },
  showWall: { accelerator: "CmdOrCtrl+1", key: "1" },
  showAlarms: { accelerator: "CmdOrCtrl+2", key: "2" },
  showLogs: { accelerator: "CmdOrCtrl+L", key: "l" },
  showDashboard: { accelerator: "CmdOrCtrl+D", key: "d" },
  showReport: { key: "m" },
  showHandover: { key: "h", needs: "shifts" },
  changeOperator: { key: "u", needs: "operators" },
  editLayouts: { accelerator: "CmdOrCtrl+E" },
  openTestTile: { accelerator: "CmdOrCtrl+T", key: "t" },
  muteAlarms: { accelerator: "CmdOrCtrl+Shift+M", key: "q" },
  toggleStatistics: { accelerator: "CmdOrCtrl+I", key: "i" },
  toggleFullScreen: { accelerator: "F11", key: "f" },
  useKorean: {},
  useEnglish: {},
  showDiagnostics: {},
  showKeys: { accelerator: "F1", key: "?" },
} as const satisfies Record<string, Command>;

interface Command {
  accelerator?: string;
  key?: string;
  desktopOnly?: true;
  needs?: Need;
}

/** What the settings have to name before a command is offered. */
type Need = keyof typeof NEEDS;

const NEEDS = {
  operators: ({ operators }: ShiftSettings) => operators.length > 0,
  shifts: ({ operators, shifts }: ShiftSettings) => operators.length > 0 || shifts.length > 0,
};
type ShiftSettings = Pick<Settings, "operators" | "shifts">;

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

/** Whether a command is for this PC: one that the settings have nothing for is in no menu and has no key. */
export function isOffered(id: CommandId, settings: ShiftSettings): boolean {
  const { needs }: Command = COMMANDS[id];
  return needs === undefined || NEEDS[needs](settings);
}
