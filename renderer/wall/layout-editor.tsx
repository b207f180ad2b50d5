import type { StreamSettings } from "../../shared/settings.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { addLayout, findLayoutProblem, putFirst, removeLayout, renameLayout } from "./edit-layouts.ts";
import { PageEditor } from "./page-editor.tsx";
import type { LayoutEdit } from "./use-layout-edit.ts";
import "./layout-editor.css";

export interface LayoutEditorProps {
  edit: LayoutEdit;
  streams: readonly StreamSettings[];
}

/** The tools of a wall whose layouts are changed: which layout, its name, its pages, and whether all that is kept. */
export function LayoutEditor({ edit, streams }: LayoutEditorProps) {
  const { texts } = useI18n();
  const { edit: words, layout: layoutWord } = texts.wall;
  const { draft, change, saving, save, discard } = edit;
  const problem = findLayoutProblem(draft);
  const name = draft.layouts[draft.layout]!.name;

  function remove(): void {
    const rest = removeLayout(draft);
    if (rest) change(rest);
    else save([]);
  }

  return (
    <section className="layout-editor" aria-label={texts.wall.editing}>
      <div className="editor-line">
        <label>
          {layoutWord}
          <select value={draft.layout} onChange={(event) => change({ ...draft, layout: Number(event.target.value), page: 0 })}>
            {draft.layouts.map((layout, at) => (
              <option key={at} value={at}>
                {layout.name || words.unnamed}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.name}
          <input
            type="text"
            maxLength={200}
            value={name}
            aria-invalid={problem !== undefined}
            onChange={(event) => change(renameLayout(draft, event.target.value))}
          />
        </label>
        <button type="button" className="small" onClick={() => change(addLayout(draft, { name: words.newName, streamIds: [] }))}>
          {words.addLayout}
        </button>
        <button type="button" className="small" disabled={draft.layout === 0} onClick={() => change(putFirst(draft))}>
          {words.putFirst}
        </button>
        <button type="button" className="small" onClick={remove}>
          {draft.layouts.length === 1 ? words.removeLast : words.removeLayout}
        </button>
        <span className="editor-end">
          <span role="status">
            {problem !== undefined && (
              <span className="editor-problem">
                <SeverityIcon severity="warning" />
                {words.problem[problem]}
              </span>
            )}
            {saving.phase === "conflict" && words.conflict}
            {saving.phase === "failed" && `${words.failed}: ${saving.message}`}
          </span>
          <button
            type="button"
            className="primary small"
            disabled={problem !== undefined || saving.phase === "saving"}
            onClick={() => save()}
          >
            {saving.phase === "conflict" ? words.overwrite : words.save}
          </button>
          <button type="button" className="small" disabled={saving.phase === "saving"} onClick={discard}>
            {words.discard}
          </button>
        </span>
      </div>
      <PageEditor draft={draft} streams={streams} onChange={change} />
      <p className="hint">{words.hint}</p>
    </section>
  );
}
