import { enPaperWords } from "../../shared/report/en-paper-words.ts";
import type { Texts } from "./ko.ts";

const incidents = (count: string) => (count === "1" ? "1 incident" : `${count} incidents`);
const rate = (before: string, after: string) => `${before} to ${after} incidents a day`;

/** English texts of patterns over history, and of what mended failures; a part of en.ts. */
export const enPatterns: Texts["patterns"] = {
  title: "Patterns (last 90 days)",
  failed: "The patterns could not be loaded",
  notChanged: "What is ignored could not be saved",
  summary: (found, ignored) => `Patterns: ${found}, ignored: ${ignored}`,
  none: "No pattern",
  few: (count, least) => `Not enough data: ${count} of ${least} incidents of one stream`,
  asked: (rhythm, rhythmRate, together) =>
    `Looked at: streams for a rhythm ${rhythm} (8 incidents or more), for a changed rate ${rhythmRate} (14 days and 20 incidents or more); pairs that may fail together ${together} (5 incidents or more)`,
  leftOut: (count) => `${count} streams with fewer incidents were not asked whether they fail together`,
  confidence: (share) => `confidence over ${share}`,
  others: (names, count) => `${names} and ${count} more`,
  rhythm: (who, when, count, of, time, confidence) => `${who}: ${count} of ${incidents(of)} came ${when}, ${time} (${confidence})`,
  every: {
    hour: (minute, within) => `every hour at minute ${minute} ± ${within}`,
    day: (clock, within) => `every day at ${clock} ± ${within}`,
    week: (day, clock, within) => `every week on ${day} at ${clock} ± ${within}`,
  },
  more: (who, since, before, after, count, time, confidence) =>
    `${who}: more often since ${since}, from ${rate(before, after)} (${count} since then, ${time}, ${confidence})`,
  less: (who, since, before, after, count, time, confidence) =>
    `${who}: less often since ${since}, from ${rate(before, after)} (${count} before, ${time}, ${confidence})`,
  together: (who, count, expected, time, confidence) =>
    `${who}: failed together within 15 s ${count} times, ${time} (by chance at most ${expected}): they may hang on the same switch or site (${confidence})`,
  between: (from, to) => `${from} to ${to}`,
  show: (count) => `Show ${incidents(count)}`,
  shown: (count) => `The latest ${count}`,
  ignore: "Ignore",
  ignored: (count) => (count === "1" ? "1 ignored pattern" : `${count} ignored patterns`),
  takeBack: "Take back",
  incidents: "Incidents of the pattern",
  openLog: "Show the log",
  seconds: (count) => `${count} s`,
  steps: {
    title: "Automatic recovery by step",
    none: "No step of recovery in this time",
    noneRecovered: "No step recovered a stream in this time",
    summary: (step, recovered, tried) => `Recovered most: ${step}, ${recovered} of ${tried}`,
    step: "Step",
    tried: "Tried",
    recovered: "Recovered",
    share: "Success",
    took: "Time, median",
    name: enPaperWords.step,
  },
  similar: {
    title: "Earlier incidents like this",
    asking: "Looking for earlier incidents.",
    none: "None with the same reason in the last 90 days.",
    stream: (count, down) => `${count} with the same reason on this stream in the last 90 days (median outage ${down}).`,
    server: (count, down) => `${count} with the same reason on this server's other streams in the last 90 days (median outage ${down}).`,
    mended: (step, recovered, tried, took) => `Mended by ${step}: ${recovered} of ${tried}, median ${took}.`,
    notMended: "What mended them was not written down.",
  },
};
