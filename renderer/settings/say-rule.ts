import { z } from "zod";
import type { Words } from "../i18n/i18n-context.tsx";
import type { Field } from "./describe-field.ts";

/** What may stand in a field, in words; "" where there is nothing that one could type wrong. */
export function sayRule(field: Field, { texts, formats }: Words): string {
  const { rule } = texts.settings;
  switch (field.kind) {
    case "number": {
      const { min, max, isWhole, special } = field;
      const said = (isWhole ? rule.whole : rule.number)(formats.count(min), formats.count(max));
      if (special === undefined) return said;
      return typeof special === "number" ? rule.special(formats.count(special), said) : rule.orEmpty(said);
    }
    case "text": {
      const said = field.format ? rule.format[field.format] : field.min > 0 ? rule.required : rule.length(formats.count(field.max));
      return field.format && field.min === 0 ? rule.orEmpty(said) : said;
    }
    case "lines":
      return field.format ? rule.format[field.format] : "";
    case "headers":
      return rule.headers;
    case "days":
      return rule.days;
    case "checks":
      return field.min > 0 && !field.isOptional ? rule.atLeastOne : "";
    default:
      return "";
  }
}

/** Whether the rule is said before anything is wrong: ranges are what people ask for, the form of an address is known. */
export function isSaidAtOnce(field: Field): boolean {
  return field.kind === "number";
}

/** A number that nobody has set; "" where the schema has none. */
export function sayDefault(schema: z.ZodType, { texts, formats }: Words): string {
  const value = schema instanceof z.ZodDefault ? schema.parse(undefined) : undefined;
  return typeof value === "number" ? texts.settings.rule.byDefault(formats.count(value)) : "";
}

/** Of a key that ends in it; seconds from some minutes on are said as people say them, too. */
export function sayUnit(key: string, value: unknown, { texts, formats }: Words): string {
  const { unit } = texts.settings;
  if (key.endsWith("Seconds")) return typeof value === "number" && value > 90 ? `${unit.seconds} (${formats.duration(value * 1_000)})` : unit.seconds; // prettier-ignore
  if (key.endsWith("Days")) return unit.days;
  if (key.endsWith("Metres")) return "m";
  if (key.endsWith("Inches")) return unit.inches;
  return key.endsWith("Megabytes") ? "MB" : "";
}
