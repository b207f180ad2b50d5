import { useCallback } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { isApiError, messageOf } from "./api-error.ts";

/** Why something could not be done: in the host's own words, or in the page's where the host gave no answer. */
export function useSayError(): (error: unknown) => string {
  const { awayTitle } = useI18n().texts.start;
  return useCallback((error) => (isApiError(error) && error.code === "unreachable" ? awayTitle : messageOf(error)), [awayTitle]);
}
