import type { MethodName, NotificationName } from "../../shared/api-names.ts";

/** IPC channels, derived from the contract's names; imported by the preload, so nothing else may stand here. */
export const callChannel = (method: MethodName): string => `mtx-watch:call:${method}`;
export const notificationChannel = (name: NotificationName): string => `mtx-watch:notify:${name}`;
