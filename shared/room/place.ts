/** A place in the collector's alarm journal, as the id of a server-sent event. */
export interface Place {
  segment: string;
  offset: number;
}

export function writePlace({ segment, offset }: Place): string {
  return `${segment}:${offset}`;
}

/** Undefined for what is none. */
export function parsePlace(text: string): Place | undefined {
  const [, segment, offset] = /^(\d{4}-\d\d-\d\d(?:\.\d{1,9})?\.jsonl):(\d{1,15})$/.exec(text) ?? [];
  return segment === undefined || offset === undefined ? undefined : { segment, offset: Number(offset) };
}
