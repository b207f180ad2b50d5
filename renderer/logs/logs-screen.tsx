import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { createLogList } from "./create-log-list.ts";
import { createLogMemory } from "./create-log-memory.ts";
import type { Bookmark } from "./create-log-memory.ts";
import { focusPart } from "./edit-part.ts";
import { DropTarget } from "./drop-target.tsx";
import { EmptyList } from "./empty-list.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { FacetPanel } from "./facet-panel.tsx";
import { FolderLine } from "./folder-line.tsx";
import type { FolderMenuProps } from "./folder-menu.tsx";
import { GroupsPane } from "./groups-pane.tsx";
import { handleListKey } from "./handle-list-key.ts";
import { Histogram } from "./histogram.tsx";
import { IncomingLine } from "./incoming-line.tsx";
import type { IncomingLogs } from "./incoming-logs.ts";
import { listDropped } from "./list-dropped.ts";
import { LogDetail } from "./log-detail.tsx";
import { LogListPane } from "./log-list.tsx";
import type { LogListHandle } from "./log-list.tsx";
import { EMPTY_QUERY, formatLogQuery, parseLogQuery, toDay } from "../ui/log-query.ts";
import type { LogQuery } from "../ui/log-query.ts";
import { LogsFoot } from "./logs-foot.tsx";
import { LogsToolbar } from "./logs-toolbar.tsx";
import { LogNames, useStreamNames } from "./log-names.ts";
import { QuerySentence } from "./query-sentence.tsx";
import { RejectedLine } from "./rejected-line.tsx";
import { ResendDialog } from "./resend-dialog.tsx";
import { useDeliveryChanges } from "./use-delivery-changes.ts";
import { useFreshRow } from "./use-fresh-row.ts";
import { useIncomingLogs } from "./use-incoming-logs.ts";
import { useBookmarks } from "./use-bookmarks.ts";
import { useLogCounts } from "./use-log-counts.ts";
import { useLogChanges } from "./use-log-changes.ts";
import { markOf, useLogJumps } from "./use-log-jumps.ts";
import { useLogQuestion } from "./use-log-question.ts";
import { useLogSession } from "./use-log-session.ts";
import { useLogSource } from "../api/use-log-source.ts";
import "../ui/screen.css";
import "./logs.css";
import "./log-list.css";
import "./log-detail.css";

interface LogsScreenProps {
  /** The filter as it stands in the page's address. */
  query: string;
  onQuery: (query: string, how?: { replace: boolean }) => void;
  /** Whether single letters are keys here too. */
  plainKeys: boolean;
  onShowKeys: () => void;
  /** Chosen by a command; `onTaken` is called at once. */
  incoming: IncomingLogs | undefined;
  onTaken: () => void;
  onChoose: FolderMenuProps["onChoose"];
}

/** The log viewer: what happened, how often, since when. The filter is the page's address; everything else follows from it. */
export function LogsScreen(props: LogsScreenProps) {
  const { query: address, onQuery, plainKeys, onShowKeys, incoming, onTaken, onChoose } = props;
  const { texts } = useI18n();
  const { api, bridge } = useHostClient();
  const [memory] = useState(() => createLogMemory(localStorage));
  const { saved } = useSyncExternalStore(memory.subscribe, memory.get);
  const [slot] = useState(() => crypto.randomUUID());
  const [list] = useState(() => createLogList({ api, slot }));
  const pane = useRef<LogListHandle>(null);
  const [dialog, setDialog] = useState<"export" | "resend">();
  /** The moment from which "today" and "the last hours" are counted. */
  const [asOf, setAsOf] = useState(() => Date.now());

  const query = useMemo(() => parseLogQuery(address), [address]);
  const { nameStream, findStreams } = useStreamNames(query.folder);
  const textStreams = findStreams(query.text);
  const source = useLogSource(query.folder);
  const sourceName = "source" in source ? source.source : undefined;
  const { question, selected, setSelected } = useLogQuestion({ query, source: sourceName, textStreams, asOf, list });

  const changes = useLogChanges(sourceName, list.grow);
  const counts = useLogCounts({ question, slot, grouped: query.view === "groups", round: changes.round });
  const { summary, rows } = counts;
  useEffect(() => {
    if (rows !== undefined) list.expect(rows);
  }, [list, question, rows]);

  const refreshRow = useFreshRow({
    row: selected,
    source: sourceName,
    slot,
    onRow(row) {
      list.replace(row);
      setSelected(row);
    },
  });
  const lookAgain = (): void => {
    list.refresh();
    changes.recount();
  };
  useDeliveryChanges(question, lookAgain);

  const jumps = useLogJumps({ list, question, pane, slot });
  const bookmarks = useBookmarks(memory, { folder: query.folder, nameStream });
  const session = useLogSession({ address, onQuery, memory, selected, ready: rows !== undefined, toRow: jumps.toRow });
  const change = useCallback((next: LogQuery, how?: { replace: boolean }) => onQuery(formatLogQuery(next), how), [onQuery]);

  const openFolder = (folder: string) => change(folder === "" ? { ...query, folder } : { ...EMPTY_QUERY, range: { kind: "all" }, folder });
  const arriving = useIncomingLogs(openFolder);
  const { take } = arriving;
  useEffect(() => {
    if (!incoming) return;
    onTaken();
    take(incoming);
  }, [incoming, onTaken, take]);

  async function openBookmark(bookmark: Bookmark): Promise<void> {
    const { folder, time } = bookmark;
    if (folder === query.folder && (await jumps.toRow(bookmark))) return;
    const day = time === undefined ? undefined : toDay(Date.parse(time));
    const next: LogQuery = { ...EMPTY_QUERY, folder, range: day === undefined ? { kind: "all" } : { kind: "days", from: day, until: day } };
    session.goLater(bookmark, formatLogQuery(next));
    change(next);
  }

  function resume(): void {
    setSelected(undefined);
    pane.current?.goToTop();
    setAsOf(Date.now());
    list.follow(true);
  }

  function closeDetail(): void {
    setSelected(undefined);
    pane.current?.focus();
  }

  const note = summary ? undefined : noteOf();
  function noteOf(): string | undefined {
    const { index } = texts.logs;
    if (changes.index?.state === "unavailable") return index.unavailableShort;
    return changes.index?.state === "building" ? index.waiting : counts.error;
  }

  return (
    <LogNames value={nameStream}>
      <DropTarget
        className="with-toolbar logs-screen"
        onDrop={(dropped) => void listDropped(dropped, { intoFolders: !bridge.pathOf }).then((files) => take({ files }))}
      >
        <LogsToolbar
          {...{ query, memory, saved, bookmarks, onQuery, onShowKeys }}
          onChange={change}
          onBookmark={(bookmark) => void openBookmark(bookmark)}
          onExport={() => setDialog("export")}
          onFolder={openFolder}
          onChoose={onChoose}
        />
        <IncomingLine incoming={arriving} />
        <FolderLine folder={query.folder} source={source} onBack={() => openFolder("")} />
        <RejectedLine query={query} count={counts.found} onResend={() => setDialog("resend")} />
        <QuerySentence
          query={query}
          count={counts.found}
          onChange={change}
          onEdit={(part) => (part.kind === "groups" ? change({ ...query, view: "groups", fingerprints: [] }) : focusPart(part))}
        />
        <div className="logs-body" data-detail={selected !== undefined}>
          <FacetPanel query={query} summary={summary} note={note} onChange={change} />
          <div className="logs-middle">
            <Histogram
              histogram={summary?.histogram}
              untimed={summary?.untimed ?? 0}
              note={note}
              onSelect={(from, until) => change({ ...query, range: { kind: "times", from, until } })}
            />
            {query.view === "groups" ? (
              <GroupsPane
                groups={counts.groups}
                problem={counts.groupsError ?? note}
                onOpen={({ fingerprint }) => change({ ...query, view: "list", fingerprints: [fingerprint] })}
              />
            ) : source.phase === "failed" ? (
              <div className="log-pane" />
            ) : (
              <LogListPane
                {...{ list, selected }}
                handle={pane}
                isBookmarked={bookmarks.has}
                onSelect={setSelected}
                onTop={session.keepTop}
                onKey={(event) =>
                  handleListKey(event, {
                    selected,
                    plainKeys,
                    jumps,
                    bookmarks,
                    closeDetail,
                    newest: () => list.get().rowAt(0),
                    openDetail: () => document.querySelector<HTMLElement>(".log-detail [role=tab][aria-selected=true]")?.focus(),
                    focusSearch: () => document.getElementById("log-search")?.focus(),
                  })
                }
                empty={<EmptyList query={query} onChange={change} />}
              />
            )}
            <LogsFoot
              list={question && query.view === "list" && question.filter.until === undefined ? list : undefined}
              index={changes.index}
              notice={jumps.notice}
              asOf={asOf}
              onResume={resume}
            />
          </div>
          {selected && sourceName !== undefined && (
            <LogDetail
              key={`${selected.at.file}:${selected.at.offset}`}
              row={selected}
              source={sourceName}
              slot={slot}
              bookmarked={bookmarks.has(selected)}
              onBookmark={() => bookmarks.toggle(selected)}
              onClose={closeDetail}
              onSentAgain={refreshRow}
              onOnly={(only) => change({ ...query, ...only, view: "list" })}
              onChoose={(row) => {
                setSelected(row);
                void jumps.toRow(markOf(row));
              }}
            />
          )}
        </div>
        {dialog === "export" && question && <ExportDialog question={question} count={counts.found} onClose={() => setDialog(undefined)} />}
        {dialog === "resend" && question && (
          <ResendDialog question={question} count={counts.found} onSent={lookAgain} onClose={() => setDialog(undefined)} />
        )}
      </DropTarget>
    </LogNames>
  );
}
