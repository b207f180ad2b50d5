/** What a page asks before a server is in the settings: is it there, and what does it have to play? */
import { z } from "zod";
import type { ApiCondition, FindingEvidence, FindingName } from "./finding.ts";
import { LIMITS } from "./limits.ts";
import { httpUrl, SECRET_REF } from "./setting-values.ts";
import type { SettingsState } from "./settings-state.ts";
import { authSchema, settingsSchema } from "./settings.ts";

const typed = z.string().max(LIMITS.name);

/** As typed; nothing of it is kept. `kept`: as the settings have it, with secrets that the host has and the page never sees. */
const credentialsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("basic"), user: typed, password: typed }),
  z.strictObject({ kind: z.literal("bearer"), token: z.string().max(8_192) }),
  z.strictObject({ kind: z.literal("kept"), auth: authSchema, apiAuth: authSchema }),
]);
export type Credentials = z.output<typeof credentialsSchema>;

const secretRef = z.string().regex(SECRET_REF);
/** Secrets that one screen asks for: two of each server at most, and those of the channels. */
const MOST_SECRETS = 2_100;

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
    secretRef,
    /** "": it is taken away. */
    value: z.string().max(8_192),
  }),
  findSecrets: z.strictObject({ secretRefs: z.array(secretRef).max(MOST_SECRETS) }),
  startDemo: z.strictObject({}),
  testCentral: settingsSchema.shape.central.unwrap().pick({ url: true, secretRef: true }).strict(),
} as const;

type Input<K extends keyof typeof SETUP_INPUT_SCHEMAS> = z.input<(typeof SETUP_INPUT_SCHEMAS)[K]>;

export interface SetupApi {
  /**
   * Looks at a server that need not be in the settings, and keeps nothing. Takes a few seconds, and longer for a slow server with thousands
   * of paths: up to twenty pages in turn, with a deadline each. `locked`: kept secrets are for a server other than the policy says.
   */
  surveyServer(input: Input<"surveyServer">): Promise<ServerSurvey>;
  /** Puts a secret into the system's key store. `unavailable`: there is none, as in a browser; `locked`: a file or the environment has it. */
  keepSecret(input: Input<"keepSecret">): Promise<Record<string, never>>;
  /** Who has which secret, never what it is. `canKeep`: there is a key store for those that `keepSecret` gets. */
  findSecrets(input: Input<"findSecrets">): Promise<{ places: Record<string, SecretPlace>; canKeep: boolean }>;
  /** Starts the built-in demo server, and puts it and its streams into the settings. `unavailable`: this host has none. */
  startDemo(input: Input<"startDemo">): Promise<SettingsState>;
  /**
   * Reads one record of a central as it stands on the screen, and writes nothing. What the policy locks stays as it is. Where records go to
   * that address, it is found out anew in which form and how many at once.
   */
  testCentral(input: Input<"testCentral">): Promise<CentralTest>;
}

/** `given`: the environment or a file has it, and wins; `kept`: the system's key store. */
export type SecretPlace = "given" | "kept" | "nowhere";

/** `message` is one English sentence; without a status code nobody answered. */
export type CentralTest = { ok: true } | { ok: false; message: string; statusCode?: number };

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
