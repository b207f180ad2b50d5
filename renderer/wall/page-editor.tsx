import type { StreamSettings } from "../../shared/settings.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Popover } from "../ui/popover.tsx";
import { addPage, addStreams, changePage, movePage, pageOf, removePage, removeStream } from "./edit-layouts.ts";
import type { LayoutDraft } from "./edit-layouts.ts";

interface PageEditorProps {
  draft: LayoutDraft;
  streams: readonly StreamSettings[];
  onChange: (next: LayoutDraft) => void;
}

const COLUMNS = Array.from({ length: 16 }, (_, at) => at + 1);

/** The pages of a layout: which is in sight, its name, columns and streams. A tile that is dropped on a page's button moves there. */
export function PageEditor({ draft, streams, onChange }: PageEditorProps) {
  const { texts, formats } = useI18n();
  const { edit: words, ...wall } = texts.wall;
  const { pages } = draft.layouts[draft.layout]!;
  const page = pageOf(draft);
  return (
    <div className="editor-line">
      <ul className="page-list" aria-label={wall.pages}>
        {pages.map(({ name }, at) => (
          <li key={at}>
            <button
              type="button"
              className="small page-button"
              data-drop-page={at}
              aria-current={at === draft.page ? "page" : undefined}
              aria-label={`${wall.page(at + 1)} ${name}`.trimEnd()}
              onClick={() => onChange({ ...draft, page: at })}
            >
              <span className="page-number">{at + 1}</span>
              {name !== "" && <span className="page-name">{name}</span>}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="small" onClick={() => onChange(addPage(draft))}>
        {words.addPage}
      </button>
      <label>
        {words.pageName}
        <input
          type="text"
          maxLength={200}
          value={page.name}
          onChange={(event) => onChange(changePage(draft, { name: event.target.value }))}
        />
      </label>
      <label>
        {words.columns}
        <select
          value={page.columns}
          onChange={({ target: { value } }) => onChange(changePage(draft, { columns: value === "auto" ? value : Number(value) }))}
        >
          <option value="auto">{words.auto}</option>
          {COLUMNS.map((count) => (
            <option key={count} value={count}>
              {formats.count(count)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="small" disabled={draft.page === 0} onClick={() => onChange(movePage(draft, -1))}>
        {words.pageForward}
      </button>
      <button type="button" className="small" disabled={draft.page === pages.length - 1} onClick={() => onChange(movePage(draft, 1))}>
        {words.pageBack}
      </button>
      <button type="button" className="small" disabled={pages.length === 1} onClick={() => onChange(removePage(draft))}>
        {words.removePage}
      </button>
      <StreamMenu draft={draft} streams={streams} onChange={onChange} />
    </div>
  );
}

function StreamMenu({ draft, streams, onChange }: PageEditorProps) {
  const { edit: words } = useI18n().texts.wall;
  const { streams: present } = pageOf(draft);
  const placed = new Set(draft.layouts[draft.layout]!.pages.flatMap((page) => page.streams));
  const rest = streams.filter(({ id }) => !placed.has(id)).map(({ id }) => id);
  return (
    <Popover label={words.streams} name={words.streams}>
      {() => (
        <fieldset className="choice-menu">
          <legend>{words.streams}</legend>
          <button type="button" className="small" disabled={rest.length === 0} onClick={() => onChange(addStreams(draft, rest))}>
            {words.addRest(String(rest.length))}
          </button>
          {streams.map(({ id, name }) => (
            <label key={id} className="check">
              <input
                type="checkbox"
                checked={present.includes(id)}
                onChange={(event) => onChange(event.target.checked ? addStreams(draft, [id]) : removeStream(draft, id))}
              />
              {name || id}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
