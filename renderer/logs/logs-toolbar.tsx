import type { ReactNode } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Popover } from "../ui/popover.tsx";
import { Segments } from "../ui/segments.tsx";
import { BookmarkList } from "./bookmark-list.tsx";
import type { Bookmark, LogMemory, LogMemoryState } from "./create-log-memory.ts";
import { FolderMenu } from "./folder-menu.tsx";
import type { FolderMenuProps } from "./folder-menu.tsx";
import type { LogQuery, LogView } from "../ui/log-query.ts";
import { formatLogQuery } from "../ui/log-query.ts";
import { RangePicker } from "./range-picker.tsx";
import { SavedFilters } from "./saved-filters.tsx";
import { SearchBox } from "./search-box.tsx";
import type { Bookmarks } from "./use-bookmarks.ts";

interface LogsToolbarProps {
  query: LogQuery;
  memory: LogMemory;
  saved: LogMemoryState["saved"];
  bookmarks: Bookmarks;
  onChange: (query: LogQuery, how?: { replace: boolean }) => void;
  /** Opens a saved filter. */
  onQuery: (query: string) => void;
  onBookmark: (bookmark: Bookmark) => void;
  onExport: () => void;
  /** "": back to this PC's own logs. */
  onFolder: (folder: string) => void;
  onChoose: FolderMenuProps["onChoose"];
  onShowKeys: () => void;
}

const VIEWS: readonly LogView[] = ["list", "groups"];

export function LogsToolbar(props: LogsToolbarProps) {
  const { query, memory, saved, bookmarks, onChange, onQuery, onBookmark, onExport, onFolder, onChoose, onShowKeys } = props;
  const { texts } = useI18n();
  const { logs } = texts;
  const menu = (name: string, children: (close: () => void) => ReactNode) => (
    <Popover label={name} name={name}>
      {children}
    </Popover>
  );
  return (
    <header className="screen-toolbar">
      <h1>{logs.title}</h1>
      <RangePicker range={query.range} onChange={(range) => onChange({ ...query, range })} />
      <SearchBox text={query.text} onChange={(text) => onChange({ ...query, text }, { replace: query.text !== "" })} />
      <Segments
        label={logs.view.label}
        options={VIEWS.map((view) => ({ value: view, name: logs.view[view] }))}
        chosen={query.view}
        onChoose={(view) => onChange({ ...query, view })}
      />
      <div className="toolbar-menus">
        {menu(logs.saved.label, (close) => (
          <SavedFilters
            saved={saved}
            onSave={(name) =>
              memory.change({
                saved: [...saved.filter((each) => each.name !== name), { name, query: formatLogQuery({ ...query, folder: "" }) }],
              })
            }
            onOpen={(text) => {
              close();
              onQuery(text);
            }}
            onRemove={(name) => memory.change({ saved: saved.filter((each) => each.name !== name) })}
          />
        ))}
        {menu(logs.bookmarks.label, (close) => (
          <BookmarkList
            bookmarks={bookmarks.all}
            onOpen={(bookmark) => {
              close();
              onBookmark(bookmark);
            }}
            onRemove={bookmarks.remove}
          />
        ))}
        <button type="button" className="small" onClick={onExport}>
          {logs.exports.label}
        </button>
        {menu(logs.folder.label, (close) => (
          <FolderMenu
            folder={query.folder}
            onOpen={(folder) => {
              close();
              onFolder(folder);
            }}
            onChoose={(command) => {
              close();
              onChoose(command);
            }}
          />
        ))}
        <button type="button" className="small" aria-label={texts.keys.title} title={texts.keys.title} onClick={onShowKeys}>
          ?
        </button>
      </div>
    </header>
  );
}
