import type { LogContext, LogRow } from "../../shared/log-api.ts";
import type { LogPlace } from "../../shared/log-search.ts";
import { isLineStart } from "../journal/segment-lines.ts";
import { scanPage } from "./scan-page.ts";
import type { ScanContext } from "./scan-source.ts";
import type { SearchContext } from "./search-context.ts";
import { toIso } from "./search-context.ts";
import { searchPage } from "./search-page.ts";

/** What is told of one second at most. */
const MOST_IN_SECOND = 200;

/** A line, what was written around it, and what other streams wrote in its second; without an index the last as far as it stands around. Undefined: there is no such line. */
export async function readContext(
  { at, count }: { at: LogPlace; count: number },
  context: ScanContext,
  index: SearchContext | undefined,
): Promise<LogContext | undefined> {
  const source = context.files.find(({ file }) => file === at.file);
  if (!source || !(await isLineStart(source.path, at.offset))) return undefined;
  const here = { filter: {}, order: "oldestFirst", after: at, isInclusive: true, skip: 0, limit: 1 } as const;
  const [found] = await scanPage(here, context);
  if (!found || found.row.at.file !== at.file || found.row.at.offset !== at.offset) return undefined;
  const around = { filter: {}, after: at, skip: 0, limit: count };
  const before = await scanPage({ ...around, order: "newestFirst" }, context);
  const after = await scanPage({ ...around, order: "oldestFirst" }, context);
  const rows = [...before.toReversed(), found, ...after].map(({ row }) => row);
  const { time, stream } = found.row.fields ?? {};
  if (time === undefined || stream === undefined) return { line: found.line, rows, sameSecond: [] };
  const second = Math.floor(Date.parse(time) / 1_000) * 1_000;
  const isOther = ({ fields }: LogRow): boolean =>
    fields?.time !== undefined && fields.stream !== stream && Math.floor(Date.parse(fields.time) / 1_000) * 1_000 === second;
  const filter = { from: toIso(second), until: toIso(second + 1_000), facets: { stream: { exclude: [stream] } } };
  const question = { filter, order: "oldestFirst", after: undefined, skip: 0, limit: MOST_IN_SECOND } as const;
  const sameSecond = index ? await searchPage(question, index) : rows.filter(isOther);
  return { line: found.line, rows, sameSecond };
}
