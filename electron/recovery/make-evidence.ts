import type { ApiCondition, FindingEvidence, LinkEvidence, PathEvidence, SessionEvidence } from "../../shared/finding.ts";
import { redactUrl } from "../../shared/redact.ts";
import { serverOf } from "../../shared/whep-url.ts";
import type { ApiAnswer } from "./control-api.ts";
import { growth } from "./judge-finding.ts";
import type { Growth, Observation, SessionMeasure } from "./judge-finding.ts";

export interface EvidenceSource {
  whepUrl: string;
  now: Observation;
  before?: Observation;
  startedBefore?: string;
  /** Of the session that failed, in that moment. */
  failed?: SessionMeasure;
  link: LinkEvidence;
}

/** The numbers and times behind a finding: what was seen, no credentials, no addresses of this PC. Keys without a value are left out. */
export function makeEvidence({ whepUrl, now, before, startedBefore, failed, link }: EvidenceSource): FindingEvidence {
  const { probe, options, info } = now;
  const server = info?.kind === "ok" ? info.value : undefined;
  const grown = growth(now, before);
  return defined<FindingEvidence>({
    server: serverOf(redactUrl(whepUrl)),
    ...(probe.kind === "failed" ? { failedAt: probe.at, code: probe.code } : { headStatus: probe.status, answeredAfter: probe.took }),
    ...(options?.kind === "answer" ? { optionsStatus: options.status, serverError: options.error } : {}),
    certificate: probe.certificate,
    api: conditionOf(info),
    version: server?.version,
    started: server?.started,
    startedBefore,
    path: describePath(now.path, grown),
    session: describeSession(now.session, failed, grown),
    link,
  });
}

function describePath(answer: Observation["path"], { interval, inboundBytes, inboundFramesInError }: Growth): PathEvidence | undefined {
  if (answer?.kind !== "ok") return undefined;
  const { available, online, source = "none", readers, tracks } = answer.value;
  return defined<PathEvidence>({ available, online, source, readers, tracks, interval, inboundBytes, inboundFramesInError });
}

/** In the moment of the failure where that was seen: afterwards the page gives its session up. */
function describeSession(answer: Observation["session"], failed: SessionMeasure | undefined, grown: Growth): SessionEvidence | undefined {
  if (failed?.kind === "gone") return { condition: "gone" };
  if (!failed && answer?.kind !== "ok") return undefined;
  const condition = failed || (answer?.kind === "ok" && answer.value.established) ? "connected" : "connecting";
  const { interval, outboundBytes: bytes, outboundPackets: packets, outboundFramesDiscarded: framesDiscarded } = failed ?? grown;
  return defined<SessionEvidence>({ condition, interval, bytes, packets, framesDiscarded });
}

function conditionOf(answer: ApiAnswer<unknown> | undefined): ApiCondition {
  if (answer === undefined) return "none";
  return answer.kind === "failed" ? answer.condition : answer.kind === "ok" ? "ok" : "absent";
}

/** Without the keys that have no value. */
function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
