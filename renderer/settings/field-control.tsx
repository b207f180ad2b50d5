import { useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Field } from "./describe-field.ts";
import { toLocalMoment } from "./moment.ts";

export interface ControlProps<F extends Field = Field> {
  id: string;
  field: F;
  value: unknown;
  disabled: boolean;
  /** Id of what describes it, and whether it is wrong. */
  describedBy: string | undefined;
  invalid: boolean;
  sayOption: (option: string | number) => string;
  onChange: (value: unknown) => void;
}

/** The control for a value of one kind; lists, sign-ins and secrets have their own. */
export function FieldControl(props: ControlProps) {
  const { field } = props;
  if (field.kind === "switch") return <SwitchControl {...props} />;
  if (field.kind === "choice") return <ChoiceControl {...props} field={field} />;
  if (field.kind === "number") return <NumberControl {...props} field={field} />;
  if (field.kind === "lines") return <LinesControl {...props} {...LINES} />;
  if (field.kind === "headers") return <LinesControl {...props} {...HEADERS} />;
  if (field.kind === "days") return <LinesControl {...props} {...DAYS} />;
  return <TextControl {...props} />;
}

function common({ id, disabled, describedBy, invalid }: ControlProps) {
  return { id, name: id, disabled, "aria-describedby": describedBy, "aria-invalid": invalid };
}

function SwitchControl(props: ControlProps) {
  const { value, onChange } = props;
  return <input {...common(props)} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
}

function ChoiceControl(props: ControlProps<Extract<Field, { kind: "choice" }>>) {
  const { field, value, sayOption, onChange } = props;
  const { everything } = useI18n().texts.settings;
  return (
    <select {...common(props)} value={String(value ?? "")} onChange={(event) => onChange(event.target.value || undefined)}>
      {field.isOptional && <option value="">{everything}</option>}
      {field.options.map((option) => (
        <option key={option} value={option}>
          {sayOption(option)}
        </option>
      ))}
    </select>
  );
}

/** The text is kept as it is typed: "1." is on its way to 1.5. */
function NumberControl(props: ControlProps<Extract<Field, { kind: "number" }>>) {
  const { field, value, onChange } = props;
  const empty = typeof field.special === "string" ? field.special : "";
  const read = (text: string): unknown => {
    const typed = text.trim();
    if (typed === "") return empty;
    return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
  };
  const [text, setText] = useState("");
  const shown = read(text) === value ? text : value === empty ? "" : String(value);
  return (
    <input
      {...common(props)}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(read(event.target.value));
      }}
    />
  );
}

function TextControl(props: ControlProps) {
  const { field, value, onChange } = props;
  const format = field.kind === "text" ? field.format : undefined;
  if (format === "moment") {
    return (
      <input
        {...common(props)}
        type="datetime-local"
        value={toLocalMoment(String(value))}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <input
      {...common(props)}
      type={format === "clock" ? "time" : "text"}
      inputMode={format === "url" ? "url" : format === "mail" ? "email" : undefined}
      spellCheck={false}
      autoComplete="off"
      value={String(value ?? "")}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface LinesControlProps extends ControlProps {
  read: (lines: string[]) => unknown;
  write: (value: unknown) => string[];
}

/** The text is kept as it is typed, as long as it says what the value is. */
function LinesControl({ read, write, ...props }: LinesControlProps) {
  const { value, onChange } = props;
  const [text, setText] = useState("");
  const shown = JSON.stringify(read(splitLines(text))) === JSON.stringify(value) ? text : write(value).join("\n");
  return (
    <textarea
      {...common(props)}
      rows={3}
      spellCheck={false}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(read(splitLines(event.target.value)));
      }}
    />
  );
}

function splitLines(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== ""); // prettier-ignore
}

const LINES = { read: (lines: string[]) => lines, write: (value: unknown) => (Array.isArray(value) ? value.map(String) : []) };

/** A line without a colon is a header without a value, which is none. */
const HEADERS = {
  read: (lines: string[]) =>
    Object.fromEntries(
      lines.map((line) => {
        const [name = "", ...value] = line.split(":");
        return [name.trim(), value.join(":").trim()];
      }),
    ),
  write: (value: unknown) => Object.entries(value ?? {}).map(([name, each]) => (each === "" ? name : `${name}: ${String(each)}`)),
};

/** What is no number stays as it is typed, and is not valid. */
const DAYS = {
  read: (lines: string[]) =>
    Object.fromEntries(Object.entries(HEADERS.read(lines)).map(([name, days]) => [name, /^\d+$/.test(days) ? Number(days) : days])),
  write: HEADERS.write,
};
