import type { Statistics } from "../../shared/statistics-api.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayAvailability, sayReason } from "../ui/say-figure.ts";

/** The month in a few sentences; of one in which something was observed. */
export function summarizeReport({ whole, longest, reasons }: Statistics, words: Words, nameStream: NameStream): string {
  const { texts, formats } = words;
  const { summary: say } = texts.report;
  const observed = whole.up + whole.down;
  const streams = formats.count(whole.streams);
  const unknownShare = whole.unknown / (observed + whole.unknown + whole.maintenance);
  const [worst] = longest;
  const [cause] = reasons;
  return [
    whole.incidents === 0
      ? say.calm(streams, formats.duration(observed))
      : say.availability(streams, formats.duration(observed), sayAvailability(whole.availability, words)),
    worst &&
      say.incidents(formats.count(whole.incidents), formats.duration(whole.down), nameStream(worst.streamId), formats.duration(worst.down)),
    cause && say.causes(sayReason(cause.key, words), formats.percent(cause.share)),
    unknownShare >= 0.000_5 && say.unknown(formats.percent(Math.min(unknownShare, 0.999))),
  ]
    .filter(Boolean)
    .join(" ");
}
