import type { Statistics } from "../../shared/statistics-api.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import { sayTook } from "../ui/say-figure.ts";
import type { FigureTable } from "./figure.ts";

/** How the steps of recovery have done, in the order in which they are taken. */
export function makeSteps({ steps }: Pick<Statistics, "steps">, words: Words): { summary: string; table: FigureTable } {
  const { texts, formats } = words;
  const { steps: say } = texts.patterns;
  return {
    summary: sayBest(steps, words),
    table: {
      columns: [say.step, say.tried, say.recovered, say.share, say.took],
      rows: steps.map(({ step, tried, recovered, medianTook }) => [
        { text: say.name[step] },
        { text: formats.count(tried) },
        { text: formats.count(recovered) },
        { text: formats.percent(recovered / tried) },
        { text: medianTook === undefined ? "–" : sayTook(medianTook, words) },
      ]),
    },
  };
}

function sayBest(steps: Statistics["steps"], { texts, formats }: Words): string {
  const { steps: say } = texts.patterns;
  const [best] = steps.toSorted((a, b) => b.recovered - a.recovered);
  if (!best) return say.none;
  if (best.recovered === 0) return say.noneRecovered;
  return say.summary(say.name[best.step], formats.count(best.recovered), formats.count(best.tried));
}
