import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { useAlarms } from "../api/use-alarms.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { findAlarmAction } from "../ui/alarm-actions.ts";
import type { AlarmTarget, RunAlarmAction } from "../ui/alarm-actions.ts";
import { ActionBar } from "./action-bar.tsx";
import { AlarmDetail } from "./alarm-detail.tsx";
import { AlarmList } from "./alarm-list.tsx";
import type { AlarmQuery } from "./alarm-query.ts";
import { listSections } from "./list-rows.ts";
import { useListSelection } from "./use-list-selection.ts";

interface StandingAlarmsProps {
  query: AlarmQuery;
  onQuery: (query: AlarmQuery) => void;
  plainKeys: boolean;
  onAct: RunAlarmAction;
}

/** The alarms that there are now, and what is done with them. */
export function StandingAlarms({ query, onQuery, plainKeys, onAct }: StandingAlarmsProps) {
  const { texts } = useI18n();
  const { list: words } = texts.alarms;
  const { alarms: store } = useHostClient();
  const { connected } = useReadyHost();
  const sayError = useSayError();
  const { phase, error, alarms } = useAlarms();
  const list = useRef<HTMLDivElement>(null);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { owner, alarm: opened } = query;
  const sections = useMemo(() => listSections(alarms, { owner, folds }), [alarms, owner, folds]);
  const ids = useMemo(() => sections.flatMap(({ rows }) => rows.map(({ view }) => view.id)), [sections]);
  const selection = useListSelection(ids, opened);
  const { active, chosen } = selection;
  const meant = chosen.size > 0 ? [...chosen] : active === undefined ? [] : [active];
  const targets = meant.flatMap((alarmId): AlarmTarget[] => {
    const view = alarms.get(alarmId);
    return view ? [{ alarmId, view }] : [];
  });
  const shown = opened === undefined ? undefined : alarms.get(active ?? opened);
  const openDetail = (id: string) => onQuery({ ...query, alarm: id });

  function closeDetail(): void {
    const { alarm: _, ...rest } = query;
    onQuery(rest);
    list.current?.focus();
  }

  function onKey(event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const action = plainKeys ? findAlarmAction(event) : undefined;
    if (action) onAct(action, targets);
    else if (event.key === "Escape" && (chosen.size > 0 || opened !== undefined)) {
      if (chosen.size > 0) selection.chooseNone();
      else closeDetail();
    } else return false;
    return true;
  }

  if (phase === "loading")
    return (
      <p className="alarm-empty hint" role="status">
        {texts.start.loading}
      </p>
    );
  return (
    <>
      {phase === "failed" && (
        <p className="alarm-failed" role="alert">
          <SeverityIcon severity="warning" />
          {words.failed}: {sayError(error)}
          <button type="button" className="small" onClick={store.load}>
            {words.again}
          </button>
        </p>
      )}
      <ActionBar targets={targets} plainKeys={plainKeys} onAct={onAct} />
      <div className="alarm-body">
        {ids.length > 0 && (
          <AlarmList
            list={list}
            sections={sections}
            selection={selection}
            onKey={onKey}
            onOpen={openDetail}
            onFold={(id, isOpen) => setFolds(new Map(folds).set(id, isOpen))}
          />
        )}
        {ids.length === 0 && phase === "ready" && connected && (
          <section className="alarm-empty" role="status">
            <h2>{words.none}</h2>
            <p className="hint">{owner === undefined ? words.noneText : words.noneFiltered}</p>
          </section>
        )}
        {shown && <AlarmDetail view={shown} cause={alarms.get(shown.cause ?? "")} onClose={closeDetail} />}
      </div>
    </>
  );
}
