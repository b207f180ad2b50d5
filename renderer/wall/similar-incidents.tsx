import { useState } from "react";
import type { Reason } from "../../shared/reasons.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { EMPTY_QUERY, formatLogQuery } from "../ui/log-query.ts";
import { sayTook } from "../ui/say-figure.ts";

const HOURS = 90 * 24;

/** How often a stream has failed like this before, and what mended it. */
export function SimilarIncidents({ streamId, reason }: { streamId: string; reason: Reason }) {
  const { api } = useHostClient();
  const { connected } = useReadyHost();
  const words = useI18n();
  const { texts, formats } = words;
  const { similar: say, steps, openLog } = texts.patterns;
  const [slot] = useState(() => crypto.randomUUID());
  const { value, error } = useAsked(connected ? () => api.findSimilar({ slot, streamId, reason }) : undefined, {
    key: `${streamId} ${reason}`,
    round: 0,
  });
  const mended = value?.mended;
  const server = value?.incidents[0]?.server;
  const place = value?.where === "stream" ? { stream: { include: [streamId] } } : server !== undefined && { server: { include: [server] } };
  const facets = { reason: { include: [value?.reason ?? reason] }, ...place };
  const log = `#/logs?${formatLogQuery({ ...EMPTY_QUERY, range: { kind: "last", hours: HOURS }, facets })}`;
  return (
    <section className="failure-details" aria-live="polite">
      <h3>{say.title}</h3>
      {!value && <p className="hint">{error ?? say.asking}</p>}
      {value?.count === 0 && <p>{say.none}</p>}
      {value && value.count > 0 && (
        <p>
          {say[value.where](formats.count(value.count), formats.duration(value.medianDown ?? 0))}{" "}
          {mended
            ? say.mended(
                steps.name[mended.step],
                formats.count(mended.recovered),
                formats.count(mended.tried),
                sayTook(mended.medianTook ?? 0, words),
              )
            : say.notMended}{" "}
          <a href={log}>{openLog}</a>
        </p>
      )}
    </section>
  );
}
