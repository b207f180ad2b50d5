/** What a page asks before a server is in the settings: is it there, and what does it have to play? */
import { z } from "zod";
import type { ApiCondition, FindingEvidence, FindingName } from "./finding.ts";
import { LIMITS } from "./limits.ts";
import { httpUrl, SECRET_REF } from "./setting-values.ts";

const typed = z.string().max(LIMITS.name);

/** As typed; nothing of it is kept. */
export const credentialsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("basic"), user: typed, password: typed }),
  z.strictObject({ kind: z.literal("bearer"), token: z.string().max(8_192) }),
]);
export type Credentials = z.output<typeof credentialsSchema>;

export const SETUP_INPUT_SCHEMAS = {
  surveyServer: z.strictObject({
    whepBaseUrl: httpUrl,
    /** Of its Control API; "": the usual port of the same machine is tried. */
    apiUrl: z.union([z.literal(""), httpUrl]).default(""),
    credentials: credentialsSchema.default({ kind: "none" }),
    /** Of a stream that is asked for, too. */
    path: z.string().min(1).max(1_000).optional(),
  }),
  keepSecret: z.strictObject({
    secretRef: z.string().regex(SECRET_REF),
    /** "": it is taken away. */
    value: z.string().max(8_192),
  }),
} as const;

type Input<K extends keyof typeof SETUP_INPUT_SCHEMAS> = z.input<(typeof SETUP_INPUT_SCHEMAS)[K]>;

export interface SetupApi {
  /** Looks at a server that need not be in the settings; takes a few seconds at most, and keeps nothing. */
  surveyServer(input: Input<"surveyServer">): Promise<ServerSurvey>;
  /** Puts a secret into the system's key store. `unavailable`: there is none, as in a browser; `locked`: a file or the environment has it. */
  keepSecret(input: Input<"keepSecret">): Promise<Record<string, never>>;
}

export interface ServerSurvey {
  finding: FindingName;
  /** ISO time of the look. */
  at: string;
  evidence: FindingEvidence;
  api: {
    /** Where it was asked. */
    url: string;
    condition: Exclude<ApiCondition, "none">;
  };
  /** What the Control API says there is to play, by name; absent: it was not answered. */
  paths?: SurveyedPath[];
}

export interface SurveyedPath {
  path: string;
  /** It can be played now. */
  available: boolean;
}
