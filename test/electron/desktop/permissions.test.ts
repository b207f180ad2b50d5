import { describe, expect, test } from "vitest";
import { isPermissionGranted } from "../../../electron/desktop/permissions.ts";

describe("permissions", () => {
  test.each(["local-network", "loopback-network", "local-network-access", "fullscreen", "clipboard-sanitized-write"])(
    "our own page may use %s, and nobody else may",
    (permission) => {
      for (const origin of ["app://control-room", "app://control-room/", "app://control-room/index.html"]) {
        expect(isPermissionGranted(permission, origin)).toBe(true);
      }
      for (const origin of [
        "",
        "null",
        "http://control-room",
        "app://other",
        "app://control-room.attacker.example",
        "app://control-room@x/",
      ]) {
        expect(isPermissionGranted(permission, origin), origin).toBe(false);
      }
    },
  );

  test.each([
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "openExternal",
    "usb",
    "hid",
    "serial",
    "display-capture",
    "unknown",
  ])("nobody may use %s", (permission) => {
    expect(isPermissionGranted(permission, "app://control-room/")).toBe(false);
  });
});
