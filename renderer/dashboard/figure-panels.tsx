import { useCallback, useMemo, useState } from "react";
import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AvailabilityTable } from "./availability-table.tsx";
import { formatDashboardQuery } from "./dashboard-query.ts";
import type { DashboardQuery } from "./dashboard-query.ts";
import { makeCalendar } from "./figure-calendar.ts";
import { makeCauses } from "./figure-causes.ts";
import type { CausesBy } from "./figure-causes.ts";
import { makeHeatMap } from "./figure-heat-map.ts";
import { makeLengths } from "./figure-lengths.ts";
import { FigurePanel } from "./figure-panel.tsx";
import { makeQuality } from "./figure-quality.ts";
import { makeSteps } from "./figure-steps.ts";
import { makeTypes } from "./figure-types.ts";
import type { Counted } from "./figure-types.ts";
import { DisagreementsPanel } from "./disagreements-panel.tsx";
import { DataTable } from "./data-table.tsx";
import { createLogLinks } from "./log-links.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import type { LinkToOutages } from "./outage-choice.ts";
import { Panel } from "./panel.tsx";
import { PatternsPanel } from "./patterns-panel.tsx";
import { sayAvailability, sayLines } from "../ui/say-figure.ts";
import { Segments } from "../ui/segments.tsx";
import { StateTimeline } from "./state-timeline.tsx";

interface FigurePanelsProps {
  statistics: Statistics;
  query: DashboardQuery;
  nameStream: NameStream;
}

/** What the chosen time says. Each figure is worked out when an answer comes, not when the mouse moves. */
export function FigurePanels({ statistics, query, nameStream }: FigurePanelsProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { dashboard } = texts;
  const [counted, setCounted] = useState<Counted>("incidents");
  const [by, setBy] = useState<CausesBy>("reasons");
  const { whole, lines } = statistics;
  // The answer's own window, not the one that was chosen since: figures and links belong together.
  const link = useMemo(
    () =>
      createLogLinks({ from: statistics.from, to: statistics.to, streams: query.streams, servers: query.servers, folder: query.folder }),
    [statistics, query],
  );
  const linkToOutages = useCallback<LinkToOutages>((outages) => `#/dashboard?${formatDashboardQuery({ ...query, outages })}`, [query]);
  const types = useMemo(() => makeTypes(statistics, { counted, words, link }), [statistics, counted, words, link]);
  const causes = useMemo(() => makeCauses(statistics, { by, words, link, linkToOutages }), [statistics, by, words, link, linkToOutages]);
  const heatMap = useMemo(() => makeHeatMap(statistics, words, link), [statistics, words, link]);
  const calendar = useMemo(() => makeCalendar(statistics, words, link), [statistics, words, link]);
  const lengths = useMemo(() => makeLengths(statistics, words, link), [statistics, words, link]);
  const steps = useMemo(() => makeSteps(statistics, words), [statistics, words]);
  const quality = useMemo(() => makeQuality(statistics, words, link), [statistics, words, link]);
  return (
    <>
      {statistics.observers.length > 1 && <DisagreementsPanel {...{ statistics, link, nameStream }} />}
      <StateTimeline statistics={statistics} link={link} nameStream={nameStream} />
      <Panel title={dashboard.availability.title} className="wide">
        <p className="panel-says">
          {dashboard.availability.summary(
            sayAvailability(whole.availability, words),
            dashboard.incidents(formats.count(whole.incidents)),
            dashboard.lines(sayLines(lines?.total, lines, words)),
          )}
        </p>
        <AvailabilityTable isOwn={query.folder === ""} {...{ statistics, link, nameStream }} />
      </Panel>
      <FigurePanel
        title={dashboard.types.title}
        className="two-thirds"
        figure={types}
        controls={
          <Segments
            label={dashboard.counted.label}
            options={[
              { value: "incidents", name: dashboard.counted.incidents },
              { value: "lines", name: dashboard.counted.lines, isDisabled: !lines },
            ]}
            chosen={counted}
            onChoose={setCounted}
          />
        }
      />
      <FigurePanel
        title={dashboard.causes.title}
        className="third"
        figure={causes}
        controls={
          <Segments
            label={dashboard.causes.title}
            options={[
              { value: "reasons", name: dashboard.causes.by.reasons },
              { value: "servers", name: dashboard.causes.by.servers },
            ]}
            chosen={by}
            onChoose={setBy}
          />
        }
      />
      <FigurePanel title={dashboard.heatMap.title} className="half" figure={heatMap} />
      <FigurePanel title={dashboard.calendar.title} className="half" figure={calendar} />
      <FigurePanel
        title={dashboard.lengths.title}
        className="half"
        figure={lengths}
        controls={whole.incidents > 0 && <a href={linkToOutages({})}>{dashboard.outages.title}</a>}
      />
      <FigurePanel title={dashboard.quality.title} className="half" figure={quality} />
      {/* What somebody does not want to hear again is kept for this PC's own. */}
      {query.folder === "" && <PatternsPanel query={query} nameStream={nameStream} />}
      <Panel title={texts.patterns.steps.title} className="third">
        <p className="panel-says">{steps.summary}</p>
        {steps.table.rows.length > 0 && <DataTable caption={texts.patterns.steps.title} table={steps.table} />}
      </Panel>
    </>
  );
}
