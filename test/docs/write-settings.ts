/** docs/settings.md, out of the schema and of what the settings screen says of each key. */
import { z } from "zod";
import { createFormats } from "../../shared/create-formats.ts";
import { en } from "../../renderer/i18n/en.ts";
import { describeField } from "../../renderer/settings/describe-field.ts";
import type { Field } from "../../renderer/settings/describe-field.ts";
import { sayRule } from "../../renderer/settings/say-rule.ts";
import { listGroups, SECTION_IDS } from "../../renderer/settings/sections.ts";
import { readSetting, schemaAt, shapeOf, unwrap } from "../../renderer/settings/setting-keys.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";

const english = { texts: en, formats: createFormats("en") };
const { settings: words } = en;
const HINTS: Partial<Record<string, string>> = words.hint;

const HEAD = `# Settings

Every key of \`settings.json\` and of the policy file; all are optional. This file is made by \`npm run docs\` from the schema that the app reads them with, and a test holds it to that.
How files, policy and secrets work together: [operations.md](operations.md#settings).
`;

export function writeSettings(): string {
  return [HEAD, ...SECTION_IDS.map(writeSection)].join("\n");
}

function writeSection(section: (typeof SECTION_IDS)[number]): string {
  const keys = listGroups(section).flatMap((group) => group.keys);
  const lists = keys.filter((key) => describeField(schemaAt(key)).kind === "items");
  const table = [
    `## ${words.section[section]}\n`,
    "| key | default | may be | what it is |",
    "|---|---|---|---|",
    ...keys.map(
      (key) =>
        `| \`${key}\` | ${writeValue(readSetting(DEFAULT_SETTINGS, key))} | ${writeCells(schemaAt(key), words.label[key], HINTS[key])} |`,
    ),
  ];
  return [...table, ...lists.flatMap((key) => writeEntry(key, schemaAt(key))), ""].join("\n");
}

/** The fields of one entry of a list, and of the lists in it. */
function writeEntry(key: string, schema: z.ZodType): string[] {
  const item = itemOf(schema);
  const labels: Record<string, string | undefined> = words.item;
  const hints: Record<string, string | undefined> = words.itemHint;
  const fields = Object.entries(shapeOf(item));
  const inner = fields.filter(([, each]) => describeField(each).kind === "items");
  return [
    `\nEach entry of \`${key}\`:\n`,
    "| field | default | may be | what it is |",
    "|---|---|---|---|",
    ...fields.map(
      ([name, each]) =>
        `| \`${name}\` | ${writeDefault(each)} | ${writeCells(each, labels[name] ?? "Its own; whatever else names it says this", hints[name])} |`,
    ),
    ...inner.flatMap(([name, each]) => writeEntry(`${key}[].${name}`, each)),
  ];
}

function itemOf(schema: z.ZodType): z.ZodType {
  const inner = unwrap(schema);
  return inner instanceof z.ZodArray ? (inner.element as z.ZodType) : inner;
}

function writeDefault(schema: z.ZodType): string {
  const { success, data } = schema.safeParse(undefined);
  if (!success) return "needed";
  return data === undefined ? "" : writeValue(data);
}

/** What may stand there, and what it is. */
function writeCells(schema: z.ZodType, label: string, hint: string | undefined): string {
  const field = describeField(schema);
  const isId = (field.kind === "text" || field.kind === "lines") && field.format === "id";
  const rule = isId ? "an id" : sayRule(field, english);
  const mayBe = [sayKind(field), rule].filter((part) => part !== "").join(": ");
  const meaning = [label, hint].filter((part) => part !== undefined).join(". ");
  return `${mayBe} | ${meaning.replace(/\.$/, "")}`;
}

function sayKind(field: Field): string {
  switch (field.kind) {
    case "switch":
      return "`true` or `false`";
    case "choice":
      return field.options.map((option) => `\`${option}\``).join(", ");
    case "checks":
      return `a list of ${field.options.map((option) => `\`${JSON.stringify(option)}\``).join(", ")}`;
    case "lines":
      return field.format === "id" ? "a list" : "a list of texts";
    case "headers":
    case "days":
      return "an object, name to value";
    case "items":
      return "a list, see below";
    case "auth":
      return '`{"kind": "none"}`, `{"kind": "basic", "user": "…", "secretRef": "…"}` or `{"kind": "bearer", "secretRef": "…"}`';
    case "perhaps":
      return `\`null\`, or \`{${field.names.map((name) => (name === "days" ? '"days": [0–6]' : `"${name}": "HH:MM"`)).join(", ")}}\`${field.names.includes("days") ? ", Sunday is 0" : ""}`;
    default:
      return "";
  }
}

function writeValue(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
