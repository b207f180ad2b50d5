import type { MethodName } from "./api-names.ts";

/**
 * What the administrator's PIN keeps (spec section 8): settings and with them the recovery's switches, what sends a secret to an address that
 * somebody types, what leads from a kiosk to the system's own windows, and export. What an operator needs for the work is never among it.
 */
const KEPT: ReadonlySet<MethodName> = new Set([
  "saveSettings",
  "keepSecret",
  "makePin",
  "surveyServer",
  "startDemo",
  "testCentral",
  "testChannel",
  "openLogFolder",
  "chooseLogs",
  "saveReportPdf",
  "readReportFile",
]);

/** Whether a call is the administrator's. The language of the screen is everybody's own. */
export function needsPin(method: MethodName, input: unknown): boolean {
  if (!KEPT.has(method)) return false;
  const changes = method === "saveSettings" ? (input as { changes?: object } | undefined)?.changes : undefined;
  return changes === undefined || Object.keys(changes).some((key) => key !== "language");
}
