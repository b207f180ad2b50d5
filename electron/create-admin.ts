import type { AdminApi } from "../shared/admin-api.ts";
import type { ControlRoomApi, MethodName } from "../shared/api-names.ts";
import { needsPin } from "../shared/needs-pin.ts";
import type { SettingsState } from "../shared/settings-state.ts";
import { createAdminLock } from "./settings/admin-lock.ts";
import type { AdminLockOptions } from "./settings/admin-lock.ts";
import type { Settings } from "../shared/settings.ts";
import type { SettingsStore } from "./settings/settings-store.ts";

export interface AdminOptions extends Omit<AdminLockOptions, "pinHash"> {
  settingsStore: Pick<SettingsStore, "state" | "pinHash">;
  /** What pages are not to see of the settings is left out. */
  hide?: (settings: Settings) => Settings;
  /** The command line wants a kiosk. */
  isKiosk: boolean;
}

/** What this PC keeps from everybody but the administrator. */
export interface Admin {
  api: AdminApi;
  /** The settings with what the lock says, as pages have them. */
  settingsState(): SettingsState;
  /** The calls, of which those that are the administrator's are refused (`locked`) while the lock is closed. */
  guard(api: ControlRoomApi): ControlRoomApi;
  close(): void;
}

export function createAdmin({ settingsStore, hide = (settings) => settings, isKiosk, ...options }: AdminOptions): Admin {
  const lock = createAdminLock({ ...options, pinHash: settingsStore.pinHash });
  return {
    api: {
      unlock: ({ pin }) => lock.unlock(pin),
      async lock() {
        lock.lock();
        return {};
      },
    },
    settingsState() {
      const files = settingsStore.state();
      const admin = lock.state();
      return {
        ...files,
        settings: hide(files.settings),
        admin,
        isKiosk: (isKiosk || files.settings.wall.kiosk) && admin.openUntil === undefined,
      };
    },
    guard(api) {
      const guarded = Object.entries(api).map(([method, call]) => [
        method,
        async (input: never) => {
          if (needsPin(method as MethodName, input)) lock.requireUnlocked();
          return (call as (input: never) => Promise<unknown>)(input);
        },
      ]);
      return Object.fromEntries(guarded) as unknown as ControlRoomApi;
    },
    close: lock.close,
  };
}
