import type { StreamName } from "../list-maintenance.ts";
import type { StreamTimeline } from "../statistics/build-timelines.ts";
import { chooseTimelines } from "../statistics/choose-timelines.ts";
import type { TimelineChoice } from "../statistics/choose-timelines.ts";
import { findIncidents } from "../statistics/find-incidents.ts";
import { lengthOf } from "../statistics/intervals.ts";
import type { Interval } from "../statistics/intervals.ts";
import { partitionTimeline, sumPartition } from "../statistics/partition.ts";
import type { StepTaken } from "../statistics/step-taken.ts";
import { createPartMeter } from "./measure-part.ts";
import type { ReportMeasure, Sample } from "./measure-part.ts";
import { listClosedTime } from "./service-hours.ts";
import type { ServiceHours } from "./service-hours.ts";

/** A stream, a site, or all: around the clock and in service hours, and what was done by itself. */
export interface ReportPart {
  allDay: ReportMeasure;
  /** Absent: the settings have no service hours. */
  service?: ReportMeasure;
  /** Steps of recovery that recovered the stream or failed to, and those that did recover it. */
  steps: { tried: number; recovered: number };
}

export interface StreamPart extends ReportPart {
  streamId: string;
  server: string;
  /** Of the settings; "": none. */
  site: string;
}

export interface SitePart extends ReportPart {
  site: string;
  streams: number;
}

export interface ReportFigures {
  hours?: ServiceHours;
  whole: ReportPart;
  /** By name, streams without a site last. */
  sites: SitePart[];
  /** By site as above, then by id. */
  streams: StreamPart[];
}

export interface ReportQuestion extends TimelineChoice {
  siteOf: (streamId: string) => string;
  maintenanceOf: (stream: StreamName) => readonly Interval[];
  hours: ServiceHours | undefined;
}

/**
 * The month for each site and stream. What is closed counts as nothing at all: an outage that goes on over the night is one incident of the
 * service hours, down for the part within them. Timelines may be longer than the window; each is taken once.
 */
export function measureReport(timelines: Iterable<StreamTimeline>, steps: Iterable<StepTaken>, question: ReportQuestion): ReportFigures {
  const { window, siteOf, maintenanceOf, hours } = question;
  const closed = hours && listClosedTime(hours, window);
  const meters = new Map<string, PartMeters>();
  const names = new Map<string, StreamName>();
  const sites = new Map<string, PartMeters>();
  const whole = createPartMeters(closed !== undefined);

  for (const timeline of chooseTimelines(timelines, question)) {
    const name = { id: timeline.streamId, server: timeline.server };
    const maintenance = maintenanceOf(name);
    const allDay = sample(timeline, window, maintenance);
    const service = closed && sampleOpen(timeline, window, maintenance, closed);
    const site = siteOf(name.id);
    names.set(name.id, name);
    if (!sites.has(site)) sites.set(site, createPartMeters(closed !== undefined));
    meters.set(name.id, createPartMeters(closed !== undefined));
    for (const meter of [meters.get(name.id)!, sites.get(site)!, whole]) meter.add(allDay, service);
  }
  for (const { at, streamId, outcome } of steps) {
    if (at < window.from || at >= window.to || !names.has(streamId)) continue;
    if (outcome === "recovered" || outcome === "failed")
      for (const meter of [meters.get(streamId)!, sites.get(siteOf(streamId))!, whole]) meter.addStep(outcome === "recovered");
  }
  const streams = [...names].map(([streamId, { server }]) => ({
    streamId,
    server,
    site: siteOf(streamId),
    ...meters.get(streamId)!.part(),
  }));
  return {
    ...(hours && { hours }),
    whole: whole.part(),
    sites: [...sites]
      .map(([site, meter]) => ({ site, streams: streams.filter((stream) => stream.site === site).length, ...meter.part() }))
      .sort((a, b) => compareSites(a.site, b.site)),
    streams: streams.sort((a, b) => compareSites(a.site, b.site) || compareText(a.streamId, b.streamId)),
  };
}

function sample(timeline: StreamTimeline, window: Interval, maintenance: readonly Interval[]): Sample {
  const partition = partitionTimeline(timeline, { window, maintenance });
  return { sums: sumPartition(partition), incidents: findIncidents(partition) };
}

/** What is closed is taken out as maintenance is, and is none. */
function sampleOpen(timeline: StreamTimeline, window: Interval, maintenance: readonly Interval[], closed: readonly Interval[]): Sample {
  const { sums, incidents } = sample(timeline, window, [...maintenance, ...closed]);
  return { sums: { ...sums, maintenance: sums.maintenance - lengthOf(closed) }, incidents };
}

interface PartMeters {
  add(allDay: Sample, service: Sample | undefined): void;
  addStep(hasRecovered: boolean): void;
  part(): ReportPart;
}

function createPartMeters(hasService: boolean): PartMeters {
  const [allDay, service] = [createPartMeter(), createPartMeter()];
  const steps = { tried: 0, recovered: 0 };
  return {
    add(all, open) {
      allDay.add(all);
      if (open) service.add(open);
    },
    addStep(hasRecovered) {
      steps.tried++;
      if (hasRecovered) steps.recovered++;
    },
    part: () => ({ allDay: allDay.measure(), ...(hasService && { service: service.measure() }), steps }),
  };
}

function compareSites(a: string, b: string): number {
  return Number(a === "") - Number(b === "") || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
