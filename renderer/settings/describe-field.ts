/** What the settings screen has to know of a value, read out of the one schema: which control, which range, what may be empty. */
import { z } from "zod";
import { parseSafely } from "../../shared/parse-safely.ts";

/** `id`: of a stream or server. `secret`: the name of one. */
export type TextFormat = "url" | "host" | "mail" | "clock" | "moment" | "secret" | "id" | "version" | "pin";

export type Field =
  | { kind: "switch" }
  | { kind: "choice"; options: string[]; isOptional: boolean }
  /** `special`: the one value beyond the range; a text stands for an empty field. */
  | { kind: "number"; min: number; max: number; isWhole: boolean; special?: number | string }
  | { kind: "text"; format?: TextFormat; min: number; max: number }
  /** One text on each line. */
  | { kind: "lines"; format?: TextFormat; max: number }
  /** `Name: value` on each line. */
  | { kind: "headers" }
  /** `Name: number of days` on each line. */
  | { kind: "days" }
  /** Some of a few. `isOptional`: none is all. */
  | { kind: "checks"; options: (string | number)[]; isOptional: boolean; min: number }
  /** How one signs in somewhere. */
  | { kind: "auth" }
  /** An object with these fields, or nothing. */
  | { kind: "perhaps"; names: string[] }
  | { kind: "items" };

interface Shape {
  type?: string;
  const?: unknown;
  enum?: string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Shape;
  properties?: Record<string, Shape>;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

const FORMATS: readonly TextFormat[] = ["url", "host", "mail", "clock", "moment", "secret", "id", "version", "pin"];
/** Where the schema itself sets no limit. */
const LONGEST_TEXT = 1_000;

export function describeField(schema: z.ZodType): Field {
  return describeShape(z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as Shape, schema instanceof z.ZodOptional);
}

function describeShape(shape: Shape, isOptional: boolean): Field {
  if (shape.format === "headers" || shape.format === "days") return { kind: shape.format };
  if (shape.oneOf) return { kind: "auth" };
  if (shape.anyOf) return describeEither(shape.anyOf, isOptional);
  if (shape.enum) return { kind: "choice", options: shape.enum, isOptional };
  if (shape.type === "boolean") return { kind: "switch" };
  if (shape.type === "array") return describeArray(shape, isOptional);
  if (shape.type === "integer" || shape.type === "number")
    return { kind: "number", min: shape.minimum ?? 0, max: shape.maximum ?? Infinity, isWhole: shape.type === "integer" };
  return { kind: "text", ...formatOf(shape), min: shape.minLength ?? (shape.format ? 1 : 0), max: shape.maxLength ?? LONGEST_TEXT };
}

/** One value beside the others: "" for none, 0 for never, "auto"; or nothing beside an object. */
function describeEither(either: Shape[], isOptional: boolean): Field {
  const special = either.find((each) => each.const !== undefined)?.const;
  const other = either.find((each) => each.const === undefined && each.type !== "null");
  if (!other || special === undefined) return { kind: "perhaps", names: Object.keys(other?.properties ?? {}) };
  const field = describeShape(other, isOptional);
  if (field.kind === "text") return { ...field, min: 0 };
  return field.kind === "number" && (typeof special === "number" || typeof special === "string") ? { ...field, special } : field;
}

function describeArray({ items = {}, minItems = 0, maxItems = Infinity }: Shape, isOptional: boolean): Field {
  if (items.type === "object") return { kind: "items" };
  if (items.enum) return { kind: "checks", options: items.enum, isOptional, min: minItems };
  if (items.type === "integer") {
    const { minimum = 0, maximum = 0 } = items;
    return { kind: "checks", options: Array.from({ length: maximum - minimum + 1 }, (_, i) => minimum + i), isOptional, min: minItems };
  }
  return { kind: "lines", ...formatOf(items), max: maxItems };
}

function formatOf({ format }: Shape): { format?: TextFormat } {
  const known = FORMATS.find((each) => each === format);
  return known === undefined ? {} : { format: known };
}

export function isValid(schema: z.ZodType, value: unknown): boolean {
  return parseSafely(schema, value).success;
}
