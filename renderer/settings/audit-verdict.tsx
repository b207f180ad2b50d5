import { useHostClient } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";

const SHOWN = 5;

/** Whether every line of the audit log is what was written, where it was written. */
export function AuditVerdict() {
  const { texts, formats } = useI18n();
  const { audit: words } = texts;
  const { api } = useHostClient();
  const { value, error } = useAsked(() => api.checkAudit({}), { key: "chain", round: 0 });
  if (error !== undefined)
    return (
      <p className="audit-verdict" role="alert">
        <SeverityIcon severity="warning" />
        {words.failed}: {error}
      </p>
    );
  if (!value) return <p role="status">{words.checking}</p>;
  const isValid = value.broken === 0;
  return (
    <div className="audit-verdict" role="status" data-valid={isValid}>
      <SeverityIcon severity={isValid ? "normal" : "fault"} />
      <span>{isValid ? words.valid(formats.count(value.lines)) : words.broken(formats.count(value.broken))}</span>
      {!isValid && (
        <ul>
          {value.breaks.slice(0, SHOWN).map(({ file, line, problem }, i) => (
            <li key={i}>
              {words.place(file, formats.count(line))}: {words.problem[problem]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
