import type { AlarmView } from "../../shared/alarms-api.ts";

/** Who has seen it, and at which PC where that was another one; undefined: nobody knows. */
export function nameAcknowledger({
  acknowledgedBy,
  acknowledgedOn,
}: Pick<AlarmView, "acknowledgedBy" | "acknowledgedOn">): string | undefined {
  if (acknowledgedBy === undefined || acknowledgedOn === undefined) return acknowledgedBy ?? acknowledgedOn;
  return acknowledgedBy === acknowledgedOn ? acknowledgedOn : `${acknowledgedBy}, ${acknowledgedOn}`;
}
