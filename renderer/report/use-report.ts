import { useState } from "react";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import type { Report } from "../../shared/report/report-api.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import type { Asked } from "../api/use-asked.ts";
import { useRefresh } from "../api/use-refresh.ts";
import type { ReportQuery } from "../ui/report-query.ts";

export interface ReportData {
  report: Report;
  delivery: DeliveryStatus;
  /** When both were asked for. */
  createdAt: number;
}

/** A paper does not change while one reads it: it is asked for again only when the host was away, or the lines could not be counted before. */
export function useReport({ month, servers }: ReportQuery): Asked<ReportData> & { again: () => void } {
  const { api } = useHostClient();
  const { connected } = useReadyHost();
  const [slot] = useState(() => crypto.randomUUID());
  const [needsLines, setNeedsLines] = useState(false);
  const refresh = useRefresh({ needsLines });
  const ask = async () => {
    const createdAt = Date.now();
    const reading = api.readReport({ slot, month, ...(servers.length > 0 && { servers }) });
    const [report, { delivery }] = await Promise.all([reading, api.getStatus({})]);
    return { report, delivery, createdAt };
  };
  const asked = useAsked(connected ? ask : undefined, { key: JSON.stringify([month, servers]), round: refresh.any });
  const lacksLines = asked.value !== undefined && asked.value.report.statistics.lines === undefined;
  if (lacksLines !== needsLines) setNeedsLines(lacksLines);
  return { ...asked, again: refresh.again };
}
