import { useI18n } from "../i18n/i18n-context.tsx";
import { useAlarmPart } from "../api/use-alarms.ts";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** Alarms that only an administrator can mend: here, and nowhere loud. Leads to them. */
export function AdministratorItem() {
  const { texts, formats } = useI18n();
  const count = useAlarmPart(({ alarms }) => [...alarms.values()].filter(isStanding).length);
  if (count === 0) return undefined;
  return (
    <a className="status-item" data-severity="warning" href="#/alarms?owner=administrator">
      <SeverityIcon severity="warning" />
      {texts.alarms.status.administrator(formats.count(count))}
    </a>
  );
}

function isStanding({ owner, state }: { owner: string; state: string }): boolean {
  return owner === "administrator" && ["unacknowledged", "acknowledged", "returned_unacknowledged"].includes(state);
}
