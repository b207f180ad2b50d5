import type { Statistics } from "../statistics-api.ts";
import type { PaperContext } from "./paper-context.ts";

/** The month in a few sentences; of one in which something was observed. */
export function summarizeReport({ whole, longest, reasons }: Statistics, context: PaperContext): string {
  const { words, formats, nameStream, sayAvailability, sayReason } = context;
  const { summary: say } = words;
  const observed = whole.up + whole.down;
  const streams = formats.count(whole.streams);
  const unknownShare = whole.unknown / (observed + whole.unknown + whole.maintenance);
  const [worst] = longest;
  const [cause] = reasons;
  return [
    whole.incidents === 0
      ? say.calm(streams, formats.duration(observed))
      : say.availability(streams, formats.duration(observed), sayAvailability(whole.availability)),
    worst &&
      say.incidents(formats.count(whole.incidents), formats.duration(whole.down), nameStream(worst.streamId), formats.duration(worst.down)),
    cause && say.causes(sayReason(cause.key), formats.percent(cause.share)),
    unknownShare >= 0.000_5 && say.unknown(formats.percent(Math.min(unknownShare, 0.999))),
  ]
    .filter(Boolean)
    .join(" ");
}
