import { useCallback, useEffect, useState } from "react";
import type { Finding } from "../../shared/finding.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { describeEvidence } from "../ui/describe-evidence.ts";

type Asked = { kind: "asking" } | { kind: "found"; finding: Finding } | { kind: "failed" };

/** What the host finds out about a stream now: one sentence, and what it rests on. */
export function StreamDiagnosis({ streamId }: { streamId: string }) {
  const { api } = useHostClient();
  const { texts, formats } = useI18n();
  const { diagnosis } = texts;
  const [asked, setAsked] = useState<Asked>({ kind: "asking" });
  const [turn, setTurn] = useState(0);
  const askAgain = useCallback(() => {
    setAsked({ kind: "asking" });
    setTurn((last) => last + 1);
  }, []);

  useEffect(() => {
    let isWanted = true;
    api.diagnose({ streamId }).then(
      (finding) => isWanted && setAsked({ kind: "found", finding }),
      () => isWanted && setAsked({ kind: "failed" }),
    );
    return () => {
      isWanted = false;
    };
  }, [api, streamId, turn]);

  return (
    <section className="failure-details" aria-live="polite">
      <h3>{diagnosis.title}</h3>
      {asked.kind === "asking" && <p className="hint">{diagnosis.asking}</p>}
      {asked.kind === "failed" && <p className="hint">{diagnosis.failed}</p>}
      {asked.kind === "found" && (
        <>
          <p>
            <strong>{diagnosis.finding[asked.finding.finding]}</strong> {diagnosis.at(formats.clock(Date.parse(asked.finding.at)))}
          </p>
          <dl>
            {describeEvidence(asked.finding.evidence, diagnosis, formats).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p>
        <ActionButton className="small" isOff={asked.kind === "asking"} onClick={askAgain}>
          {diagnosis.again}
        </ActionButton>
      </p>
    </section>
  );
}
