import { useId } from "react";
import { z } from "zod";
import type { Auth } from "../../shared/settings.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SIGN_IN_KINDS } from "../ui/sign-in.ts";
import { FieldRow } from "./field-row.tsx";
import { shapeOf, unwrap } from "./setting-keys.ts";

interface AuthFieldProps {
  label: string;
  schema: z.ZodType;
  value: Auth;
  suggestedRef: string;
  onChange: (value: Auth) => void;
}

/** How one signs in at a server; the secret stands here by its name only. */
export function AuthField({ label, schema, value, suggestedRef, onChange }: AuthFieldProps) {
  const { test } = useI18n().texts;
  const id = useId();
  const fields = shapeOf(findKind(schema, value.kind));
  const change = (kind: Auth["kind"]): void => {
    const secretRef = "secretRef" in value ? value.secretRef : suggestedRef;
    if (kind === "none") onChange({ kind });
    else onChange(kind === "basic" ? { kind, user: "", secretRef } : { kind, secretRef });
  };
  return (
    <fieldset className="setting-group">
      <legend>{label}</legend>
      <div className="setting">
        <label htmlFor={id} className="setting-label">
          {test.auth}
        </label>
        <div className="setting-value">
          <select
            id={id}
            value={value.kind}
            onChange={(event) => change(SIGN_IN_KINDS.find((kind) => kind === event.target.value) ?? "none")}
          >
            {SIGN_IN_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {test.authKind[kind]}
              </option>
            ))}
          </select>
        </div>
      </div>
      {value.kind === "basic" && (
        <FieldRow
          name="user"
          label={test.user}
          schema={fields.user!}
          value={value.user}
          onChange={(user) => onChange({ ...value, user: String(user) })}
        />
      )}
      {value.kind !== "none" && (
        <FieldRow
          name="secretRef"
          label={value.kind === "basic" ? test.password : test.token}
          schema={fields.secretRef!}
          value={value.secretRef}
          suggestedRef={suggestedRef}
          onChange={(secretRef) => onChange({ ...value, secretRef: String(secretRef) })}
        />
      )}
    </fieldset>
  );
}

function findKind(schema: z.ZodType, kind: Auth["kind"]): z.ZodType {
  const union = unwrap(schema);
  const options = union instanceof z.ZodDiscriminatedUnion ? (union.options as z.ZodType[]) : [];
  return options.find((option) => shapeOf(option).kind?.safeParse(kind).success)!;
}
