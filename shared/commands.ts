/** Everything a person can choose in a menu, once for the native menu, the page's own menu bar and the keys. */
export const COMMANDS = {
  addStreams: { menu: "file" },
  chooseLogFiles: { menu: "file", accelerator: "CmdOrCtrl+O", key: "o" },
  chooseLogFolder: { menu: "file", accelerator: "CmdOrCtrl+Shift+O" },
  openLogFolder: { menu: "file", desktopOnly: true },
  showSettings: { menu: "file", accelerator: "CmdOrCtrl+,", key: "," },
  showWall: { menu: "view", accelerator: "CmdOrCtrl+1", key: "1" },
  showAlarms: { menu: "view", accelerator: "CmdOrCtrl+2", key: "2" },
  showLogs: { menu: "view", accelerator: "CmdOrCtrl+L", key: "l" },
  showDashboard: { menu: "view", accelerator: "CmdOrCtrl+D", key: "d" },
  showReport: { menu: "view", key: "m" },
  editLayouts: { menu: "view", accelerator: "CmdOrCtrl+E" },
  openTestTile: { menu: "view", accelerator: "CmdOrCtrl+T", key: "t" },
  muteAlarms: { menu: "view", accelerator: "CmdOrCtrl+Shift+M", key: "q" },
  toggleStatistics: { menu: "view", accelerator: "CmdOrCtrl+I", key: "i" },
  toggleFullScreen: { menu: "view", accelerator: "F11", key: "f" },
  useKorean: { menu: "language" },
  useEnglish: { menu: "language" },
  showDiagnostics: { menu: "help" },
  showKeys: { menu: "help", accelerator: "F1", key: "?" },
} as const satisfies Record<string, { menu: MenuId; accelerator?: string; key?: string; desktopOnly?: true }>;

export type MenuId = "file" | "view" | "language" | "help";

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];
