import type { MethodName } from "./api-names.ts";

/** What a page asks first of all. A host writes its answers into the page that it serves, which then need not wait for them. */
export const ASKED_FIRST = ["getHost", "getSettings", "getStatus"] as const satisfies MethodName[];

/** Of the page's element that holds them: one JSON object, each answer under the name of its call. */
export const FIRST_ANSWERS_ID = "first-answers";
