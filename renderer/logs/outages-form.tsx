import { useState } from "react";
import type { OutageLengths } from "../../shared/log-search.ts";
import { OUTAGE_EDGES } from "../../shared/statistics/outage-lengths.ts";
import { useI18n } from "../i18n/i18n-context.tsx";

interface OutagesFormProps {
  chosen: OutageLengths;
  onChange: (outages: OutageLengths) => void;
}

/** Outages of another length. */
export function OutagesForm({ chosen, onChange }: OutagesFormProps) {
  // The address comes round later than the next key.
  const [shown, setShown] = useState(chosen);
  const { texts, formats } = useI18n();
  const { sentence } = texts.logs;
  const { longerThan = 0, shorterThan = Infinity } = shown;
  // An address may name lengths that are no edge.
  const edges = [...new Set([...OUTAGE_EDGES, longerThan, shorterThan])].sort((a, b) => a - b);
  const sayEdge = (edge: number) => (Number.isFinite(edge) && edge > 0 ? formats.duration(edge) : sentence.noBound);
  const choose = (name: "longerThan" | "shorterThan", value: number, options: readonly number[]) => (
    <label>
      {sentence[name]}
      <select name={name} value={value} onChange={(event) => change({ ...shown, [name]: Number(event.target.value) })}>
        {options.map((edge) => (
          <option key={edge} value={edge}>
            {sayEdge(edge)}
          </option>
        ))}
      </select>
    </label>
  );
  function change({ from, until, longerThan: least = 0, shorterThan: most = Infinity }: OutageLengths): void {
    const next = { from, until, ...(least > 0 && { longerThan: least }), ...(Number.isFinite(most) && { shorterThan: most }) };
    setShown(next);
    onChange(next);
  }

  return (
    <div className="days-form">
      {choose(
        "longerThan",
        longerThan,
        edges.filter((edge) => edge < shorterThan),
      )}
      {choose(
        "shorterThan",
        shorterThan,
        [...edges, Infinity].filter((edge, n, all) => edge > longerThan && all.indexOf(edge) === n),
      )}
    </div>
  );
}
