import { useMemo } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useAlarms } from "../api/use-alarms.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { RunAlarmAction } from "../ui/alarm-actions.ts";
import { asksForSomebody } from "../ui/asks-for-somebody.ts";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { formatAlarmQuery, parseAlarmQuery } from "./alarm-query.ts";
import { AlarmsToolbar } from "./alarms-toolbar.tsx";
import { BeforeNow } from "./before-now.tsx";
import { StandingAlarms } from "./standing-alarms.tsx";
import "../ui/screen.css";
import "../ui/alarm-marks.css";
import "./alarms.css";

interface AlarmsScreenProps {
  /** What is chosen, as it stands in the page's address. */
  query: string;
  onQuery: (query: string, how?: { replace: boolean }) => void;
  plainKeys: boolean;
  onAct: RunAlarmAction;
}

/** What is wrong now, and what was; what is done about it. */
export function AlarmsScreen({ query: address, onQuery, plainKeys, onAct }: AlarmsScreenProps) {
  const { texts, formats } = useI18n();
  const { connected } = useReadyHost();
  const { phase, alarms } = useAlarms();
  const query = useMemo(() => parseAlarmQuery(address), [address]);
  const open = [...alarms.values()].filter(asksForSomebody).length;
  return (
    <main className="with-toolbar alarms-screen" aria-busy={phase === "loading"}>
      <AlarmsToolbar query={query} onChange={(next) => onQuery(formatAlarmQuery(next))} />
      <p className="unseen" role="status">
        {texts.alarms.list.about(formats.count(alarms.size), formats.count(open))}
      </p>
      {!connected && (
        <p className="alarm-failed" role="status">
          <SeverityIcon severity="warning" />
          {texts.dashboard.away}
        </p>
      )}
      {query.view === "standing" ? (
        <StandingAlarms
          query={query}
          onQuery={(next) => onQuery(formatAlarmQuery(next), { replace: true })}
          plainKeys={plainKeys}
          onAct={onAct}
        />
      ) : (
        <BeforeNow query={query} />
      )}
    </main>
  );
}
