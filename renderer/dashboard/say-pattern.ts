import type { PatternFinding, Rhythm } from "../../shared/patterns/pattern-finding.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** More names nobody reads in one sentence. */
const MOST_NAMES = 4;

/** A finding in one sentence: who, what, how often, in which time, how sure. */
export function sayPattern(finding: PatternFinding, { words, nameStream }: { words: Words; nameStream: NameStream }): string {
  const { patterns: say } = words.texts;
  const { formats } = words;
  const who = sayStreams(finding.streams, { words, nameStream });
  const count = formats.count(finding.count);
  const time = say.between(formats.day(finding.from), formats.day(finding.to - 1));
  const confidence = say.confidence(formats.percent(finding.chance < 0.001 ? 0.999 : 0.997));
  switch (finding.kind) {
    case "rhythm":
      return say.rhythm(who, sayWhen(finding, words), count, formats.count(finding.of), time, confidence);
    case "rate": {
      const { isMore, since, before, after } = finding;
      const sayChange = isMore ? say.more : say.less;
      return sayChange(who, formats.day(since), sayNumber(before, words), sayNumber(after, words), count, time, confidence);
    }
    default:
      return say.together(who, count, sayNumber(Math.ceil(finding.expected * 10) / 10, words), time, confidence);
  }
}

/** The first few by name. */
export function sayStreams(streams: readonly string[], { words, nameStream }: { words: Words; nameStream: NameStream }): string {
  const names = streams.slice(0, MOST_NAMES).map(nameStream).join(", ");
  const others = streams.length - MOST_NAMES;
  return others > 0 ? words.texts.patterns.others(names, words.formats.count(others)) : names;
}

function sayWhen({ period, at, within }: Rhythm, { texts, formats }: Words): string {
  const { every } = texts.patterns;
  const minutes = Math.round(at / MINUTE);
  const width = formats.duration(Math.max(1, Math.ceil(within / MINUTE)) * MINUTE);
  const two = (value: number) => String(value).padStart(2, "0");
  if (period === "hour") return every.hour(two(minutes % 60), width);
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return period === "day" ? every.day(clock, width) : every.week(formats.weekday(Math.floor((minutes * MINUTE) / DAY) % 7), clock, width);
}

/** With one digit after the point where there is room for one. */
function sayNumber(value: number, { formats }: Words): string {
  return value >= 10 ? formats.count(Math.round(value)) : formats.decimal(value);
}
