import { redactText } from "../redact.ts";

const HIDDEN = "***";
/** Values that may be secrets themselves: what is only a secret's name (`secretRef`, `secretHeaders`) says nothing. */
const SECRET_KEY = /pin|hash|passw|token/i;
const SECRET_MAP = "headers";

/** Settings for a stranger's eyes: no value that may be a secret, and none inside an address. What is no text stays as it is. */
export function stripSettings(value: unknown, key = ""): unknown {
  if (typeof value === "string") return value !== "" && SECRET_KEY.test(key) ? HIDDEN : redactText(value);
  if (Array.isArray(value)) return value.map((each) => stripSettings(each, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, key === SECRET_MAP ? HIDDEN : stripSettings(inner, name)]));
}
