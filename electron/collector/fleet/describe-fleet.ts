import { z } from "zod";
import { heartbeatSchema, MAX_HEARTBEAT_BYTES } from "../../../shared/heartbeat.ts";
import { PRESENCES } from "../../../shared/fleet/judge-presence.ts";
import { ACCESS, BUSY, bodyOf, FORM, objectOf, ref, refusals, respond, UUID } from "../describe-calls.ts";
import type { Json } from "../describe-calls.ts";

const NO_FILE = "There is no such file";
const FILE = { 200: { description: "The file", content: { "*/*": { schema: { type: "string" } } } } };
const TIME = { type: "string", format: "date-time" };

export const FLEET_PATHS: Json = {
  "/api/v1/clients/heartbeat": {
    post: {
      summary: "How it stands on a PC; every 30 s, and with goodbye when its app is quit",
      description: `At most ${MAX_HEARTBEAT_BYTES} bytes. A PC from which nothing came for 90 s, and which had not said goodbye, is silent.`,
      requestBody: bodyOf("application/json", ref("Heartbeat")),
      responses: {
        ...respond(
          200,
          "Taken; time is the collector's, for the PC to measure its clock by",
          objectOf({ status: { const: "ok" }, time: TIME }),
        ),
        ...refusals({ ...FORM, 422: "A field is missing or of a wrong type", ...ACCESS, ...BUSY }),
      },
    },
  },
  "/api/v1/clients": {
    get: {
      summary: "The PCs that are known, and what each has said last",
      responses: {
        ...respond(200, "PCs", objectOf({ at: TIME, pcs: { type: "array", items: ref("Pc") }, needsToken: { type: "boolean" } })),
        ...refusals(ACCESS),
      },
    },
  },
  "/api/v1/clients/forget": {
    post: {
      summary: "A PC that is no more: it is no longer missed",
      requestBody: bodyOf("application/json", objectOf({ clientId: UUID })),
      responses: {
        ...respond(200, "Forgotten, until it gives a sign again", objectOf({ status: { const: "ok" } })),
        ...refusals({ ...FORM, 422: "There is no such PC", ...ACCESS, ...BUSY }),
      },
    },
  },
};

/** The page about the PCs, and how a browser comes to ask for them. */
export const PAGE_PATHS: Json = {
  "/fleet": {
    get: {
      summary: "The page about the room's PCs",
      security: [{}],
      responses: { ...FILE, ...refusals({ 403: ACCESS[403], 404: NO_FILE }) },
    },
  },
  "/assets/{name}": {
    get: {
      summary: "A file of the page",
      security: [{}],
      parameters: [{ name: "name", in: "path", required: true, schema: { type: "string" } }],
      responses: { ...FILE, ...refusals({ 403: ACCESS[403], 404: NO_FILE }) },
    },
  },
  "/fleet/login": {
    post: {
      summary: "Gives a browser a cookie for the collector's token: with it, it may ask for what the token may",
      security: [{}],
      requestBody: bodyOf("application/json", objectOf({ token: { type: "string" } })),
      responses: {
        ...respond(200, "The cookie is in Set-Cookie, where a token is asked for", objectOf({ status: { const: "ok" } })),
        ...refusals({ ...FORM, 401: "This is not the collector's token", 403: ACCESS[403], 503: BUSY[503] }),
      },
    },
  },
  "/fleet/logout": {
    post: {
      summary: "Takes the cookie away",
      security: [{}],
      requestBody: bodyOf("application/json", { type: "object" }),
      responses: {
        ...respond(200, "Taken away", objectOf({ status: { const: "ok" } })),
        ...refusals({ 413: FORM[413], 415: FORM[415], 403: ACCESS[403], 503: BUSY[503] }),
      },
    },
  },
};

export const FLEET_SCHEMAS: Json = {
  Heartbeat: z.toJSONSchema(heartbeatSchema, { io: "input", target: "draft-2020-12" }),
  Pc: { allOf: [ref("Heartbeat"), objectOf({ presence: { enum: PRESENCES }, heardAt: TIME })] },
};
