import { ageOf } from "../../shared/age-of.ts";
import type { Answers, Evidence } from "../../shared/alarms/evidence.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import type { LinkEvidence } from "../../shared/finding.ts";
import { addAnswer } from "./answers.ts";
import { probeGateway } from "./probe-gateway.ts";
import { describeLink, readLink } from "./read-link.ts";
import type { PcLink } from "./read-link.ts";

export interface PcWatchDeps {
  now: () => number;
  /** What central has answered last. */
  delivery: () => DeliveryStatus;
  /** This PC's own network and its first hop, unless a test stands in for them. */
  readLink?: () => Promise<PcLink>;
  probeGateway?: typeof probeGateway;
}

/** This PC's own side of a failure. */
export interface PcWatch {
  /** As of a moment ago at most: five seconds, unless told otherwise. */
  look(holds?: number): Promise<{ hasLink: boolean; evidence: LinkEvidence }>;
  /** As of the last look; undefined before the first. */
  known(): LinkEvidence | undefined;
  /** Undefined, too, when that was too long ago to be said of now. */
  link(): Evidence["link"];
  gateway(): Answers | undefined;
  /** As delivery knows it: it asks when it has something to send. */
  central(): Answers | undefined;
}

/** A link that was down in the last outage says nothing about the next one. Milliseconds. */
const LINK_HOLDS = 15_000;
/** On Windows a program is started to find the gateway: not for each stream. Milliseconds. */
const HOLDS = 5_000;

export function createPcWatch({ now, delivery, ...deps }: PcWatchDeps): PcWatch {
  const read = deps.readLink ?? readLink;
  const ask = deps.probeGateway ?? probeGateway;
  let last: { at: number; link: Promise<PcLink> } | undefined;
  let known: PcLink | undefined;
  let upOrDown: Evidence["link"];
  let gateway: { address: string; answers: Answers } | undefined;

  async function lookAnew(at: number): Promise<PcLink> {
    const link = await read();
    known = link;
    const isUp = link.interfaces > 0;
    if (upOrDown?.isUp !== isUp) upOrDown = { isUp, since: at };
    const { gateway: address } = link;
    if (address === undefined) {
      gateway = undefined;
      return link;
    }
    const answer = await ask(address);
    const before = gateway?.address === address ? gateway.answers : {};
    // One that has never answered says nothing by its silence.
    const saysNothing = answer === "silent" && before.answeredAt === undefined;
    gateway = { address, answers: saysNothing ? before : addAnswer(before, { at, answered: answer === "answers" }) };
    return link;
  }

  const describe = (link: PcLink): LinkEvidence => ({ ...describeLink(link), ...describeCentral(delivery(), now()) });

  return {
    async look(holds = HOLDS) {
      if (!last || ageOf(last.at, now()) >= holds) last = { at: now(), link: lookAnew(now()) };
      const link = await last.link;
      return { hasLink: link.interfaces > 0, evidence: describe(link) };
    },
    known: () => known && describe(known),
    link: () => (last && ageOf(last.at, now()) <= LINK_HOLDS ? upOrDown : undefined),
    gateway: () => gateway?.answers,
    central: () => centralAnswers(delivery(), now()),
  };
}

/** A delivery that retries without an answer is failing now; what it last delivered was the last answer before. */
export function centralAnswers(
  { state, statusCode, lastDeliveredAt }: Pick<DeliveryStatus, "state" | "statusCode" | "lastDeliveredAt">,
  now: number,
): Answers | undefined {
  if (state === "off") return undefined;
  const delivered = lastDeliveredAt === undefined ? {} : { answeredAt: Date.parse(lastDeliveredAt) };
  if (statusCode !== undefined) return { answeredAt: now };
  return state === "retrying" ? { ...delivered, failedAt: now } : delivered;
}

/** An error status is an answer, too: the way there is open. Nothing to send, and nothing sent: nobody knows. */
export function describeCentral(
  { state, statusCode, lastDeliveredAt }: Pick<DeliveryStatus, "state" | "statusCode" | "lastDeliveredAt">,
  now: number,
): Pick<LinkEvidence, "central" | "centralAge"> {
  if (state === "off") return { central: "off" };
  const age = lastDeliveredAt === undefined ? {} : { centralAge: Math.max(0, now - Date.parse(lastDeliveredAt)) };
  if (state === "retrying" && statusCode === undefined) return { central: "fails", ...age };
  return statusCode === undefined && lastDeliveredAt === undefined ? {} : { central: "answers", ...age };
}
