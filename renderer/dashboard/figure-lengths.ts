import type { Statistics } from "../../shared/statistics-api.ts";
import type { LengthClass } from "../../shared/statistics/outage-lengths.ts";
import { axisStyle, emphasisStyle } from "./chart-option.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { Figure } from "./figure.ts";
import type { LinkToLogs } from "./log-links.ts";
import { toChoice } from "./outage-choice.ts";
import { sayLengths } from "../ui/say-lengths.ts";

/** How long outages last: every bar leads to the log of its outages. */
export function makeLengths({ lengths }: Statistics, words: Words, linkToLogs: LinkToLogs): Figure {
  const { texts, formats } = words;
  const { lengths: say, column } = texts.dashboard;
  const sayClass = (each: LengthClass) => sayLengths(each, words);
  const link = (each: LengthClass) => linkToLogs({ outages: toChoice(each) });
  const total = lengths.reduce((sum, { incidents }) => sum + incidents, 0);
  const most = lengths.reduce((worst, each) => (each.incidents > worst.incidents ? each : worst), lengths[0]!);
  const shareOf = ({ incidents }: LengthClass) => formats.percent(total === 0 ? 0 : incidents / total);
  return {
    summary: total === 0 ? say.none : say.summary(sayClass(most), texts.dashboard.incidents(formats.count(most.incidents)), shareOf(most)),
    height: 190,
    points: (total === 0 ? [] : lengths).map((each, index) => ({
      series: 0,
      index,
      column: index,
      row: 0,
      label: `${sayClass(each)}, ${texts.dashboard.incidents(formats.count(each.incidents))} (${shareOf(each)})`,
      href: link(each),
    })),
    option: (theme) => {
      const axis = axisStyle(theme);
      return {
        grid: { left: 4, right: 4, top: 22, bottom: 4, outerBoundsMode: "same" },
        xAxis: {
          ...axis,
          type: "category",
          data: lengths.map(sayClass),
          axisLabel: {
            ...axis.axisLabel,
            interval: 0,
            hideOverlap: false,
            formatter: breakKorean,
            width: 62,
            overflow: "break",
            fontSize: 12,
          },
        },
        yAxis: { ...axis, type: "value", minInterval: 1 },
        series: [
          {
            type: "bar",
            barCategoryGap: "20%",
            data: lengths.map(({ incidents }) => incidents),
            itemStyle: { color: theme.strongBar },
            emphasis: { itemStyle: emphasisStyle(theme) },
            label: {
              show: true,
              position: "top",
              color: theme.text,
              fontFamily: theme.font,
              fontSize: 12,
              formatter: ({ value }) => (value === 0 ? "" : formats.count(Number(value))),
            },
          },
        ],
      };
    },
    table: {
      columns: [say.length, column.incidents, texts.dashboard.causes.share],
      rows: lengths.map((each) => [
        { text: sayClass(each) },
        { text: formats.count(each.incidents), href: link(each) },
        { text: shareOf(each) },
      ]),
    },
  };
}

/** Korean may be broken between any two letters: it is broken where a reader would do it. */
function breakKorean(label: string): string {
  return /\p{Script=Hangul}/u.test(label) ? label.replace("–", "–\n") : label;
}
