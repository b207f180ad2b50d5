import { useI18n } from "../i18n/i18n-context.tsx";
import { AuditLog } from "./audit-log.tsx";
import { CentralTest, ChannelTest } from "./connection-tests.tsx";
import { EntryList } from "./entry-list.tsx";
import { useSettingsForm } from "./form-context.tsx";
import { LayoutSummary } from "./layout-summary.tsx";
import { listGroups } from "./sections.ts";
import type { GroupId, SectionId } from "./sections.ts";
import { ServerList } from "./server-list.tsx";
import { ServiceHoursField } from "./service-hours-field.tsx";
import { SettingRow } from "./setting-row.tsx";
import { UpdateStatus } from "./update-status.tsx";
import type { ListKey, SettingKey } from "./setting-keys.ts";

const LISTS: readonly string[] = ["streams", "maintenance", "operators", "alerts.quietHours", "alerts.routes"] satisfies ListKey[];

/** One part of the settings: every key that belongs there has its field. */
export function SectionContent({ section }: { section: SectionId }) {
  const { settings } = useI18n().texts;
  const groups = listGroups(section);
  const hints: Partial<Record<GroupId, string>> = settings.groupHint;
  return (
    <>
      {groups.map(({ id, keys }) => (
        <div key={id} role="group" className="settings-group" aria-label={settings.group[id]}>
          {groups.length > 1 && <h3>{settings.group[id]}</h3>}
          {hints[id] !== undefined && <p className="hint">{hints[id]}</p>}
          {keys.map((key) => (
            <SettingField key={key} settingKey={key} />
          ))}
          <GroupTest group={id} />
        </div>
      ))}
      {section === "privacy" && <AuditLog />}
    </>
  );
}

function SettingField({ settingKey }: { settingKey: SettingKey }) {
  if (settingKey === "servers") return <ServerList />;
  if (settingKey === "wall.layouts") return <LayoutSummary />;
  if (settingKey === "report.serviceHours") return <ServiceHoursField />;
  return isList(settingKey) ? <EntryList listKey={settingKey} /> : <SettingRow settingKey={settingKey} />;
}

function isList(key: SettingKey): key is ListKey {
  return LISTS.includes(key);
}

function GroupTest({ group }: { group: GroupId }) {
  const { alerts, central } = useSettingsForm().draft;
  // What came of a test is gone with what was tested.
  if (group === "central") return <CentralTest key={JSON.stringify(central)} />;
  if (group === "updates") return <UpdateStatus />;
  if (group === "here") return <ChannelTest channel="desktop" />;
  if (group === "email" || group === "slack" || group === "webhook" || group === "syslog")
    return <ChannelTest key={JSON.stringify(alerts[group])} channel={group} />;
  return null;
}
