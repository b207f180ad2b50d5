import { type } from "node:os";
import type { ClientInfo } from "../../shared/record.ts";

/** What a page would say of itself, for records that are made when there is no page any more. */
export function readClientInfo(screen: { width: number; height: number }): ClientInfo {
  return {
    browserName: "Chrome",
    browserVersion: process.versions.chrome ?? "",
    os: `${type()} ${process.arch}`,
    screenResolution: `${screen.width}x${screen.height}`,
  };
}
