import { useId, useMemo } from "react";
import type { ReactNode } from "react";
import type { z } from "zod";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { ChecksControl } from "./checks-control.tsx";
import { describeField, isValid } from "./describe-field.ts";
import { FieldControl } from "./field-control.tsx";
import { isSaidAtOnce, sayDefault, sayRule, sayUnit } from "./say-rule.ts";
import { PinControl } from "./pin-control.tsx";
import { SecretControl } from "./secret-control.tsx";

export interface FieldRowProps {
  /** Dotted key, or the name of an entry's field. */
  name: string;
  label: string;
  hint?: string | undefined;
  schema: z.ZodType;
  value: unknown;
  onChange: (value: unknown) => void;
  isLocked?: boolean;
  isChanged?: boolean;
  /** False: an empty field that must be filled is not wrong yet; nobody has come to it. */
  isDue?: boolean | undefined;
  /** For a secret that has no name yet. */
  suggestedRef?: string | undefined;
}

/** One setting: its label, its control, what may stand there, and what is wrong with what does. */
export function FieldRow(props: FieldRowProps) {
  const { name, label, hint, schema, value, onChange, isLocked = false, isChanged = false, isDue = true, suggestedRef } = props;
  const i18n = useI18n();
  const { settings, alarms } = i18n.texts;
  const id = useId();
  const field = useMemo(() => describeField(schema), [schema]);
  const rule = sayRule(field, i18n);
  const invalid = !isValid(schema, value) && (isDue || value !== "");
  const parts = [hint, isSaidAtOnce(field) ? rule : "", sayDefault(schema, i18n)];
  const said = parts.filter((part) => part !== undefined && part !== "").join(" · ");
  const describedBy = said !== "" || invalid || isLocked ? `${id}-said` : undefined;
  const options: Record<string, Record<string, string>> = { ...settings.option, priority: alarms.priority, owner: alarms.owner };
  const sayOption = (option: string | number) =>
    name.endsWith("days") ? i18n.formats.weekday(Number(option)) : (options[name]?.[option] ?? String(option));
  const control = { id: `${id}-control`, value, disabled: isLocked, describedBy, invalid, sayOption, onChange };

  function draw(): ReactNode {
    if (field.kind === "checks") return <ChecksControl {...control} field={field} label={label} />;
    if (field.kind === "text" && field.format === "secret")
      return <SecretControl {...control} field={field} label={label} suggestedRef={suggestedRef} />;
    if (field.kind === "text" && field.format === "pin") return <PinControl {...control} field={field} label={label} />;
    return <FieldControl {...control} field={field} />;
  }
  const hasOwnLabel = field.kind === "checks" || (field.kind === "text" && (field.format === "secret" || field.format === "pin"));
  return (
    <div className="setting" data-setting={name} data-changed={isChanged} data-kind={field.kind}>
      {hasOwnLabel ? (
        <span className="setting-label">{label}</span>
      ) : (
        <label htmlFor={control.id} className="setting-label">
          {label}
        </label>
      )}
      <div className="setting-value">
        {draw()}
        {field.kind === "number" && <span className="hint">{sayUnit(name, value, i18n)}</span>}
        {isChanged && <span className="setting-changed">{settings.changed}</span>}
      </div>
      {describedBy !== undefined && (
        <p id={describedBy} className={invalid ? "setting-problem" : "hint"}>
          {isLocked && <strong>{settings.locked}</strong>}
          {isLocked && (invalid || said !== "") && " · "}
          {invalid && <SeverityIcon severity="fault" />}
          {invalid ? settings.invalid(rule) : said}
        </p>
      )}
    </div>
  );
}
