const TIMESTAMP = /"timestamp"\s*:\s*"([^"]{10,40})"/;

/** Milliseconds of a line's own `timestamp`, without parsing the line; undefined where it has none that can be read. */
export function readTimestamp(line: Buffer): number | undefined {
  const time = Date.parse(TIMESTAMP.exec(line.toString("latin1"))?.[1] ?? "");
  return Number.isNaN(time) ? undefined : time;
}
