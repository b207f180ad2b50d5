/** A place in the alarm journal of one collector, as the id of a server-sent event. */
export interface Place {
  segment: string;
  offset: number;
}

/** `room`: id of that journal. */
export function writePlace(room: string, { segment, offset }: Place): string {
  return `${room}/${segment}:${offset}`;
}

/** Undefined for what is none, or one of another journal. */
export function parsePlace(room: string, text: string): Place | undefined {
  const [, of, segment, offset] = /^([^/]+)\/(\d{4}-\d\d-\d\d(?:\.\d{1,9})?\.jsonl):(\d{1,15})$/.exec(text) ?? [];
  return of !== room || segment === undefined || offset === undefined ? undefined : { segment, offset: Number(offset) };
}
