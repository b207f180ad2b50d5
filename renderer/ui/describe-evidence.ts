import type { FindingEvidence, PathEvidence, SessionEvidence } from "../../shared/finding.ts";
import type { Formats } from "../../shared/create-formats.ts";
import type { DiagnosisTexts } from "../i18n/ko-diagnosis.ts";

type Row = [label: string, value: string];

/** What a finding rests on, line by line, for whoever mends it. What was not asked has no line. */
export function describeEvidence(evidence: FindingEvidence, texts: DiagnosisTexts, formats: Formats): Row[] {
  const { field } = texts;
  const { server, failedAt, code, certificate, api, version, started, startedBefore, path, session, link } = evidence;
  const time = (iso: string) => formats.since(Date.parse(iso), Date.now());
  const rows: [string, string | undefined][] = [
    [field.server, server],
    [field.way, failedAt && join([texts.failedAt[failedAt], code])],
    [field.http, describeHttp(evidence, texts, formats)],
    [field.serverError, evidence.serverError],
    [field.certificate, certificate && join([certificate.problem, texts.validUntil(certificate.validTo.slice(0, 10)), certificate.names])],
    [field.api, api && texts.api[api]],
    [field.version, version],
    [field.started, started && (startedBefore ? texts.restartedFrom(time(started), time(startedBefore)) : time(started))],
    [field.path, path && describePath(path, texts, formats)],
    [field.inbound, path && describeInbound(path, texts, formats)],
    [field.session, session && describeSession(session, texts, formats)],
    [field.link, link && join([texts.interfaces(formats.count(link.interfaces)), texts.gateway[link.gateway]])],
    [field.central, link?.central && texts.central[link.central]],
  ];
  return rows.filter((row): row is Row => row[1] !== undefined && row[1] !== "");
}

function describeHttp({ answeredAfter, headStatus, optionsStatus }: FindingEvidence, texts: DiagnosisTexts, formats: Formats) {
  const statuses = [headStatus, optionsStatus].filter((status) => status !== undefined).join(", ");
  return answeredAfter === undefined ? undefined : texts.answers(formats.count(answeredAfter), statuses);
}

function describePath({ available, online, source, readers, tracks }: PathEvidence, texts: DiagnosisTexts, formats: Formats): string {
  // An unavailable source that is pulled says "online": that would only confuse.
  const camera = available && online !== undefined ? (online ? texts.online : texts.offline) : undefined;
  const kind = source === "none" ? undefined : texts.source(source);
  return join([available ? texts.available : texts.unavailable, camera, kind, tracks?.join(" + "), texts.readers(formats.count(readers))]);
}

function describeInbound({ interval, inboundBytes, inboundFramesInError }: PathEvidence, texts: DiagnosisTexts, formats: Formats) {
  if (interval === undefined || inboundBytes === undefined) return undefined;
  const flow = texts.inbound(formats.decimal(inboundBytes / 1_000), formats.decimal(interval / 1_000));
  return join([flow, inboundFramesInError ? texts.framesInError(formats.count(inboundFramesInError)) : undefined]);
}

function describeSession(
  { condition, interval, packets, framesDiscarded }: SessionEvidence,
  texts: DiagnosisTexts,
  formats: Formats,
): string {
  const flow =
    interval === undefined || packets === undefined ? undefined : texts.packets(formats.count(packets), formats.decimal(interval / 1_000));
  return join([texts.session[condition], flow, framesDiscarded ? texts.framesDiscarded(formats.count(framesDiscarded)) : undefined]);
}

function join(parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}
