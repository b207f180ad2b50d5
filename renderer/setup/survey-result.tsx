import type { ServerSurvey } from "../../shared/setup-api.ts";
import type { TestState } from "../api/use-test.ts";
import { FINDINGS } from "../../shared/finding.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { describeEvidence } from "../ui/describe-evidence.ts";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** What the look at the server came to: one sentence, and behind it what it rests on. Of one that is known nothing is to be added. */
export function SurveyResult({ survey, isKnown = false }: { survey: TestState<ServerSurvey>; isKnown?: boolean }) {
  const { setup } = useI18n().texts;
  return (
    <div className="setup-result" role="status" aria-busy={survey.phase === "busy"}>
      {survey.phase === "busy" && <p>{setup.checking}</p>}
      {survey.phase === "failed" && (
        <p className="setup-problem">
          <SeverityIcon severity="fault" />
          {setup.failed}: {survey.message}
        </p>
      )}
      {survey.phase === "done" && <Found survey={survey.outcome} isKnown={isKnown} />}
    </div>
  );
}

function Found({ survey, isKnown }: { survey: ServerSurvey; isKnown: boolean }) {
  const { texts, formats } = useI18n();
  const { setup, diagnosis } = texts;
  const { finding, evidence } = survey;
  const answers = isAnswering(survey);
  return (
    <>
      <p>
        {!answers && <SeverityIcon severity="fault" />}
        <strong>{finding === "nothing_found" ? setup.answers : diagnosis.finding[finding]}</strong>{" "}
        {!isKnown && (answers ? <Streams survey={survey} /> : setup.anyway)}
      </p>
      <details>
        <summary>{texts.test.details}</summary>
        <dl className="setup-evidence">
          {describeEvidence(evidence, diagnosis, formats).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function Streams({ survey: { paths, api } }: { survey: ServerSurvey }) {
  const { texts, formats } = useI18n();
  const { setup, diagnosis } = texts;
  if (!paths) return setup.noList(diagnosis.api[api.condition]);
  return paths.length === 0 ? setup.noneFound : setup.found(formats.count(paths.length));
}

/** Nothing is wrong with the server itself, whatever a single stream of it lacks. */
function isAnswering({ finding }: ServerSurvey): boolean {
  return FINDINGS[finding] === "stream" || FINDINGS[finding] === "none";
}
