import type { Paper, PaperFact } from "../../shared/report/paper.ts";
import { PaperSection } from "../ui/paper-section.tsx";
import { PaperTable } from "../ui/paper-table.tsx";

/** The report as it is printed. */
export function ReportPaper({ paper }: { paper: Paper }) {
  const { month, title, soFar, signature, facts, empty, summary, definitions, sections } = paper;
  return (
    <article className="paper-sheet" data-month={month}>
      <header>
        <h1>
          {title}
          {soFar !== undefined && <span className="paper-so-far">{soFar}</span>}
        </h1>
        <div className="paper-head">
          <Facts facts={facts} />
          <SignatureBox {...signature} />
        </div>
      </header>
      {empty && (
        <section className="paper-empty">
          <h2>{empty.title}</h2>
          <p>{empty.text}</p>
        </section>
      )}
      {summary && (
        <p className="paper-summary" role="note" aria-label={summary.label}>
          {summary.text}
        </p>
      )}
      {definitions && (
        <div className="paper-note" role="note" aria-label={definitions.label}>
          {definitions.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      {sections.map(({ title: heading, name, parts }) => (
        <PaperSection key={name} title={heading} name={name}>
          {parts.map((part, n) => {
            // oxlint-disable-next-line react/no-array-index-key -- parts of a section keep their places
            if (part.kind === "table") return <PaperTable key={n} {...part.table} />;
            // oxlint-disable-next-line react/no-array-index-key -- as above
            if (part.kind === "facts") return <Facts key={n} facts={part.facts} />;
            // oxlint-disable-next-line react/no-array-index-key -- as above
            return <p key={n} {...(part.kind === "note" && { className: "paper-note" })}>{part.text}</p>; // prettier-ignore
          })}
        </PaperSection>
      ))}
    </article>
  );
}

function Facts({ facts }: { facts: readonly PaperFact[] }) {
  return (
    <dl className="paper-facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** As Korean papers have it: a box for each who signs, below its name. */
function SignatureBox({ label, title, names }: Paper["signature"]) {
  return (
    <table className="paper-signature" aria-label={label}>
      <tbody>
        <tr>
          {title !== "" && (
            <th rowSpan={2} scope="rowgroup">
              {title}
            </th>
          )}
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
        <tr>
          {names.map((name) => (
            <td key={name} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}
