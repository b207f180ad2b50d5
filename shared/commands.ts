/** Everything a person can choose in a menu, once for the native menu, the page's own menu bar and the keys. */
export const COMMANDS = {
  showWall: { menu: "view", accelerator: "CmdOrCtrl+1", key: "1" },
  showLogs: { menu: "view", accelerator: "CmdOrCtrl+L", key: "l" },
  openTestTile: { menu: "view", accelerator: "CmdOrCtrl+T", key: "t" },
  toggleStatistics: { menu: "view", accelerator: "CmdOrCtrl+I", key: "i" },
  toggleFullScreen: { menu: "view", accelerator: "F11", key: "f" },
  useKorean: { menu: "language" },
  useEnglish: { menu: "language" },
  showKeys: { menu: "help", accelerator: "F1", key: "?" },
} as const satisfies Record<string, { menu: "view" | "language" | "help"; accelerator?: string; key?: string }>;

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];
