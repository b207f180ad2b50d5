import type { OutgoingRecord } from "./read-outgoing.ts";

/** How much of a record a central takes (spec section 4): all of it, the seed's eight fields, or all eight even where we have none. */
export type Form = "full" | "seed" | "seed-all";
export const FORMS = ["full", "seed", "seed-all"] as const satisfies readonly Form[];

const SEED_FIELDS = ["timestamp", "streamId", "errorType", "errorMessage", "statusCode", "whepUrl", "userAgent", "clientInfo"];
const CLIENT_FIELDS = ["browserName", "browserVersion", "os", "screenResolution"];

/** The body of the record in a form. `full` is the journal's own text, unchanged. */
export function shapeRecord({ text, fields }: Pick<OutgoingRecord, "text" | "fields">, form: Form): string {
  if (form === "full") return text;
  if (form === "seed") return JSON.stringify(pick(fields, SEED_FIELDS));
  const client = { ...emptyTexts(CLIENT_FIELDS), ...pick(asObject(fields.clientInfo), CLIENT_FIELDS) };
  return JSON.stringify({ ...emptyTexts(SEED_FIELDS), statusCode: null, ...pick(fields, SEED_FIELDS), clientInfo: client });
}

function pick(fields: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => (fields[name] ?? undefined) !== undefined).map((name) => [name, fields[name]]));
}

function emptyTexts(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
