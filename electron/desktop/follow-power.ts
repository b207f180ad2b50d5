import type { App, PowerMonitor } from "electron";

export interface FollowPowerOptions {
  powerMonitor: PowerMonitor;
  app: Pick<App, "quit">;
  /** The PC is awake again. */
  onResume: () => void;
  log: (message: string) => void;
}

/**
 * Writes down when this PC sleeps, wakes and is locked, for whoever asks why nothing was seen then. Pages and alarms notice a sleep by
 * their clocks, and call that time unknown; that holds where the system says nothing, too.
 */
export function followPower({ powerMonitor, app, onResume, log }: FollowPowerOptions): void {
  powerMonitor.on("suspend", () => log("the PC goes to sleep"));
  powerMonitor.on("resume", () => {
    log("the PC is awake again");
    onResume();
  });
  powerMonitor.on("lock-screen", () => log("the screen is locked"));
  powerMonitor.on("unlock-screen", () => log("the screen is unlocked"));
  powerMonitor.on("shutdown", ((event?: { preventDefault?: () => void }) => {
    log("the PC shuts down");
    event?.preventDefault?.(); // held up for as long as what was accepted takes to the disk
    app.quit();
  }) as () => void);
}
