import type { LogGroup, LogGroups } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { GroupTable } from "./group-table.tsx";

interface GroupsPaneProps {
  groups: LogGroups | undefined;
  /** Why there are none. */
  problem: string | undefined;
  onOpen: (group: LogGroup) => void;
}

export function GroupsPane({ groups, problem, onOpen }: GroupsPaneProps) {
  const { texts } = useI18n();
  if (groups && groups.groups.length > 0) return <GroupTable groups={groups} onOpen={onOpen} />;
  return (
    <p className="pane-note" role="status">
      {groups ? texts.logs.list.empty : (problem ?? texts.logs.list.loading)}
    </p>
  );
}
