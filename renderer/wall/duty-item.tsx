import { useHostClient } from "../api/api-context.tsx";
import { useDuty } from "../api/use-duty.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** Who is on duty, and the way to say that it is somebody else. Nothing where the settings name nobody. */
export function DutyItem() {
  const { texts } = useI18n();
  const words = texts.shifts.duty;
  const { duty: store } = useHostClient();
  const { duty } = useDuty();
  if (!duty || duty.operators.length === 0) return null;
  return (
    <div className="status-group" data-duty={duty.operator ?? ""}>
      <span className="label">{words.label}</span>
      <button type="button" className="small" title={words.change} onClick={store.open}>
        {duty.operator === undefined && <SeverityIcon severity="warning" />}
        {duty.operator ?? words.nobody}
      </button>
    </div>
  );
}
