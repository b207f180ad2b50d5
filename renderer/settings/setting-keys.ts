import { z } from "zod";
import { settingsSchema } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";

/** Dotted keys of everything that is set by itself: `logs.retentionDays`; a list is one. */
export type SettingKey = LeafKey<Settings>;
type LeafKey<T> = {
  [K in keyof T & string]: T[K] extends readonly unknown[]
    ? K
    : string extends keyof T[K]
      ? K
      : T[K] extends object
        ? `${K}.${LeafKey<T[K]>}`
        : K;
}[keyof T & string];

/** Keys of lists whose entries have fields of their own. */
export type ListKey = "servers" | "streams" | "maintenance" | "operators" | "alerts.quietHours" | "alerts.routes";

export function listSettingKeys(): SettingKey[] {
  return walk(settingsSchema, "") as SettingKey[];
}

function walk(schema: z.ZodType, key: string): string[] {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) return [key];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, each]) =>
    walk(each, key === "" ? name : `${key}.${name}`),
  );
}

export function schemaAt(key: SettingKey): z.ZodType {
  return key.split(".").reduce<z.ZodType>((schema, name) => shapeOf(schema)[name]!, settingsSchema);
}

/** Of one entry of a list. */
export function itemSchemaOf(key: ListKey): z.ZodType {
  const list = unwrap(schemaAt(key));
  if (!(list instanceof z.ZodArray)) throw new Error(`${key} is no list`);
  return list.element as z.ZodType;
}

/** The fields of an object by name, in the order in which they stand in the schema. */
export function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodNullable) return shapeOf(inner.unwrap() as z.ZodType);
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : {};
}

/** Without its default. */
export function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

export function readSetting(settings: Settings, key: string): unknown {
  return key.split(".").reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], settings);
}
