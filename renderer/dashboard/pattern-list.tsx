import type { PatternFinding } from "../../shared/patterns/pattern-finding.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayPattern, sayStreams } from "./say-pattern.ts";

interface PatternListProps {
  findings: readonly PatternFinding[];
  /** What the second button says. */
  action: string;
  onAction: (finding: PatternFinding) => void;
  onShow: (finding: PatternFinding) => void;
  nameStream: NameStream;
}

/** One sentence each, with its incidents behind a button. */
export function PatternList({ findings, action, onAction, onShow, nameStream }: PatternListProps) {
  const words = useI18n();
  const { texts, formats } = words;
  if (findings.length === 0) return undefined;
  return (
    <ul className="patterns">
      {findings.map((finding) => {
        const { kind, streams, incidents } = finding;
        return (
          <li key={[kind, ...(kind === "rhythm" ? [finding.period, finding.at] : []), ...streams].join(" ")} data-pattern={kind}>
            <p>{sayPattern(finding, { words, nameStream })}</p>
            <button type="button" className="small" onClick={() => onShow(finding)}>
              {texts.patterns.show(formats.count(incidents.length))}
            </button>
            <button
              type="button"
              className="small"
              aria-label={`${action}: ${sayStreams(streams, { words, nameStream })}`}
              onClick={() => onAction(finding)}
            >
              {action}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
