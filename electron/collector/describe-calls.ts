/** What descriptions of calls in OpenAPI's words are made of. */
export type Json = Record<string, unknown>;

export const COUNT = { type: "integer", minimum: 0 };
export const UUID = { type: "string", format: "uuid" };
export const FORM = {
  400: "Not UTF-8, or not JSON",
  413: "Too large",
  415: "Another Content-Type, or a Content-Encoding",
  422: "A field is missing or of a wrong type, or errorType is unknown",
};
export const ACCESS = {
  401: "The token is missing or wrong",
  403: "A Host or Origin header of somewhere else, a PC's own token that does not allow this, or one of another PC than User-Agent names",
};
export const BUSY = {
  429: "More than one PC may write: go on after Retry-After",
  503: "The disk does not take records, or too many requests at once: try again after Retry-After",
};

export function ref(schema: string): Json {
  return { $ref: `#/components/schemas/${schema}` };
}

export function objectOf(properties: Json, optional: Json = {}): Json {
  return { type: "object", required: Object.keys(properties), properties: { ...properties, ...optional } };
}

export function bodyOf(contentType: string, schema: Json): Json {
  return { required: true, content: { [contentType]: { schema } } };
}

export function respond(status: number, description: string, schema: Json): Json {
  return { [status]: { description, content: { "application/json": { schema } } } };
}

export function refusals(descriptions: Record<number, string>): Json {
  return Object.assign({}, ...Object.entries(descriptions).map(([status, text]) => respond(Number(status), text, ref("Refusal")))) as Json;
}
