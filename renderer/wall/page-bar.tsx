import { useMemo } from "react";
import type { WallLayout } from "../../shared/wall-settings.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Popover } from "../ui/popover.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { StatusItem } from "../ui/status-item.tsx";
import type { CycleDecision } from "./decide-cycle.ts";
import { useDownCounts } from "./use-down-counts.ts";
import type { WallPages } from "./use-wall-pages.ts";

interface PageBarProps {
  pages: WallPages;
  layouts: readonly WallLayout[];
  cycle: { seconds: number; kind: CycleDecision["kind"] };
  /** Undefined where the layouts are set by a policy. */
  onEdit: (() => void) | undefined;
}

/** Which layout and page is shown, where to go, and where something is wrong out of sight. */
export function PageBar({ pages: wall, layouts, cycle, onEdit }: PageBarProps) {
  const { texts, formats } = useI18n();
  const { wall: words } = texts;
  const { pages, index, outside, show } = wall;
  const groups = useMemo(() => [...pages.map(({ streams }) => streams), outside], [pages, outside]);
  const counts = useDownCounts(groups);
  const outsideDown = counts[pages.length] ?? 0;
  return (
    <nav className="page-bar" aria-label={words.pages}>
      {layouts.length > 0 && <LayoutMenu wall={wall} layouts={layouts} />}
      {wall.isMissing && <StatusItem severity="warning">{words.missingLayout}</StatusItem>}
      {pages.length > 1 && (
        <ul className="page-list">
          {pages.map((page, at) => {
            const down = counts[at] ?? 0;
            const name = `${words.page(at + 1)} ${page.name}`.trimEnd();
            return (
              <li key={at}>
                <button
                  type="button"
                  className="small page-button"
                  aria-current={at === index ? "page" : undefined}
                  aria-label={down > 0 ? words.pageDown(name, formats.count(down)) : name}
                  onClick={() => show(at)}
                >
                  <span className="page-number">{at + 1}</span>
                  {page.name !== "" && <span className="page-name">{page.name}</span>}
                  {down > 0 && (
                    <span className="page-down">
                      <SeverityIcon severity="fault" />
                      {formats.count(down)}
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {outsideDown > 0 && <StatusItem severity="fault">{words.outside(formats.count(outsideDown))}</StatusItem>}
      <span className="page-bar-end">
        {cycle.seconds > 0 && pages.length > 1 && (
          <>
            {cycle.kind === "paused" && <span className="hint">{words.cyclePaused}</span>}
            <label className="check">
              <input type="checkbox" checked={wall.cycles} onChange={(event) => wall.setCycles(event.target.checked)} />
              {words.cycle(formats.duration(cycle.seconds * 1_000))}
            </label>
          </>
        )}
        {onEdit && (
          <button type="button" className="small" onClick={onEdit}>
            {words.edit.start}
          </button>
        )}
      </span>
    </nav>
  );
}

function LayoutMenu({ wall, layouts }: { wall: WallPages; layouts: readonly WallLayout[] }) {
  const { wall: words } = useI18n().texts;
  const chosen = wall.layout?.name ?? "";
  const options = [...layouts.map(({ name }) => ({ value: name, text: name })), { value: "", text: words.allStreams }];
  const says = chosen === "" ? words.allStreams : chosen;
  const choose = (name: string, close: () => void) => {
    wall.chooseLayout(name);
    close();
  };
  return (
    <Popover label={<span className="layout-name">{says}</span>} name={`${words.layout}: ${says}`}>
      {(close) => (
        <fieldset className="choice-menu">
          <legend>{words.layout}</legend>
          {options.map(({ value, text }) => (
            <button key={value} type="button" className="small" aria-pressed={value === chosen} onClick={() => choose(value, close)}>
              {text}
            </button>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
