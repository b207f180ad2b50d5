import { z } from "zod";
import { heartbeatSchema, MAX_HEARTBEAT_BYTES } from "../../../shared/heartbeat.ts";
import { PRESENCES } from "../../../shared/fleet/judge-presence.ts";
import { ACCESS, BUSY, bodyOf, FORM, objectOf, ref, refusals, respond, UUID } from "../describe-calls.ts";
import type { Json } from "../describe-calls.ts";

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

export const FLEET_SCHEMAS: Json = {
  Heartbeat: z.toJSONSchema(heartbeatSchema, { io: "input", target: "draft-2020-12" }),
  Pc: { allOf: [ref("Heartbeat"), objectOf({ presence: { enum: PRESENCES }, heardAt: TIME })] },
};
