import { useEffect, useMemo, useState } from "react";
import type { Language } from "../../shared/choose-language.ts";
import { PRESENCES } from "../../shared/fleet/judge-presence.ts";
import { filterFleet, sortFleet } from "../../shared/fleet/sort-fleet.ts";
import type { JudgedPc } from "../../shared/fleet/sort-fleet.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Segments } from "../ui/segments.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { logout } from "./ask-collector.ts";
import { FleetTable } from "./fleet-table.tsx";
import { ForgetDialog } from "./forget-dialog.tsx";
import type { FleetState } from "./use-fleet.ts";

interface FleetScreenProps {
  fleet: FleetState;
  language: Language;
  onLanguage: (language: Language) => void;
}

/** The PCs of the room, the worst first. */
export function FleetScreen({ fleet: { phase, view, ahead, problem, again }, language, onLanguage }: FleetScreenProps) {
  const { texts, formats } = useI18n();
  const words = texts.fleet;
  const [filter, setFilter] = useState("");
  const [leaving, setLeaving] = useState<JudgedPc>();
  const pcs = useMemo(() => (view ? sortFleet(view) : []), [view]);
  const shown = filterFleet(pcs, filter);
  const counts = PRESENCES.map((presence) => ({ presence, count: pcs.filter((pc) => pc.presence === presence).length }));
  const silent = counts.find(({ presence }) => presence === "silent")!.count;
  useEffect(() => {
    document.title = `${silent > 0 ? `(${silent}) ` : ""}${words.title} - ${texts.appName}`;
  }, [silent, words, texts]);

  const parts = counts.map(({ presence, count }) => ({ name: words.presence[presence], count }));
  parts.splice(1, 0, { name: words.troubled, count: pcs.filter(({ troubles }) => troubles.length > 0).length });
  const said = parts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${formats.count(count)}`);
  const summary = view ? [words.total(formats.count(pcs.length)), ...said].join(" · ") : "";

  async function leave(): Promise<void> {
    await logout();
    again();
  }

  return (
    <main className="with-toolbar fleet" aria-busy={phase === "loading"}>
      <header className="screen-toolbar">
        <h1>{words.title}</h1>
        <span role="status">{summary}</span>
        <label className="fleet-filter">
          {words.filter}
          <input type="search" value={filter} placeholder={words.filterHint} onChange={(event) => setFilter(event.target.value)} />
        </label>
        <span className="fleet-tools">
          <Segments
            label={words.language}
            options={[
              { value: "ko", name: "한국어" },
              { value: "en", name: "English" },
            ]}
            chosen={language}
            onChoose={onLanguage}
          />
          {view?.needsToken && (
            <button type="button" className="small" onClick={() => void leave()}>
              {words.logout}
            </button>
          )}
        </span>
      </header>
      {problem !== undefined && (
        <p className="screen-notice" role="alert">
          <SeverityIcon severity="warning" />
          {view ? words.away(formats.clock(Date.parse(view.at) - ahead)) : words.awayAtFirst}
        </p>
      )}
      <div className="fleet-list" role="region" aria-label={words.list} tabIndex={0}>
        {!view && problem === undefined && <p role="status">{words.loading}</p>}
        {view && pcs.length === 0 && <p>{words.empty}</p>}
        {pcs.length > 0 && shown.length === 0 && <p role="status">{words.noMatch(filter)}</p>}
        {view && shown.length > 0 && <FleetTable pcs={shown} at={Date.parse(view.at)} ahead={ahead} onForget={setLeaving} />}
      </div>
      {leaving && (
        <ForgetDialog
          pc={leaving}
          onDone={() => {
            setLeaving(undefined);
            again();
          }}
        />
      )}
    </main>
  );
}
