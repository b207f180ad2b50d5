import type { z } from "zod";
import type { Auth } from "../../shared/settings.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { refOfServer } from "../setup/make-setup.ts";
import { AuthField } from "./auth-field.tsx";
import { describeField } from "./describe-field.ts";
import { changeEntry, NEW_WEEKLY } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { FieldRow } from "./field-row.tsx";
import { IdsField, ServerField } from "./id-fields.tsx";
import { PerhapsField } from "./perhaps-field.tsx";
import { shapeOf } from "./setting-keys.ts";

interface EntryFieldsProps {
  schema: z.ZodType;
  entry: Entry;
  /** Whether it was to be taken as it is: what is empty and must not be is said from then on. */
  isDue?: boolean;
  onChange: (entry: Entry) => void;
}

/** The fields of one entry of a list, as its schema has them. Its id is ours. */
export function EntryFields({ schema, entry, isDue = true, onChange }: EntryFieldsProps) {
  const names = Object.entries(shapeOf(schema)).filter(([name]) => name !== "id");
  return names.map(([name, each]) => (
    <EntryField
      key={name}
      name={name}
      schema={each}
      entry={entry}
      isDue={isDue}
      onChange={(value) => onChange(changeEntry(entry, name, value))}
    />
  ));
}

function EntryField({
  name,
  schema,
  entry,
  isDue,
  onChange,
}: Omit<EntryFieldsProps, "onChange"> & { name: string; onChange: (value: unknown) => void }) {
  const { settings } = useI18n().texts;
  const labels: Record<string, string> = settings.item;
  const hints: Record<string, string | undefined> = settings.itemHint;
  const label = labels[name] ?? name;
  const value = entry[name];
  const field = describeField(schema);
  if (field.kind === "auth") {
    return (
      <AuthField
        label={label}
        schema={schema}
        value={value as Auth}
        suggestedRef={refOfServer(String(entry.id), name === "apiAuth" ? "_api" : "")}
        onChange={onChange}
      />
    );
  }
  if (field.kind === "perhaps") {
    return (
      <PerhapsField name={name} label={label} isOn={value !== null} onChange={(isOn) => onChange(isOn ? NEW_WEEKLY : null)}>
        {value !== null && <EntryFields schema={schema} entry={value as Entry} isDue={isDue} onChange={onChange} />}
      </PerhapsField>
    );
  }
  // What is said of hours does not hold for days.
  const hint = name === "to" && field.kind === "text" && field.format !== "clock" ? undefined : hints[name];
  const isIds = field.kind === "lines" && field.format === "id";
  if (isIds)
    return <IdsField of={name === "servers" ? "servers" : "streams"} label={label} value={value as string[]} onChange={onChange} />;
  if (field.kind === "text" && field.format === "id") return <ServerField label={label} value={String(value)} onChange={onChange} />;
  return <FieldRow name={name} label={label} hint={hint} schema={schema} value={value} isDue={isDue} onChange={onChange} />;
}
