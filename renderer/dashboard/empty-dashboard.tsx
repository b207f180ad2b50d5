import { useI18n } from "../i18n/i18n-context.tsx";

/** Nothing was observed in this time: says what to do. */
export function EmptyDashboard({ hasStreams, firstDay }: { hasStreams: boolean; firstDay: number | undefined }) {
  const { texts, formats } = useI18n();
  const { empty } = texts.dashboard;
  return (
    <section className="dashboard-empty" role="status">
      <h2>{empty.title}</h2>
      <p>{hasStreams ? empty.watch : empty.add}</p>
      {firstDay !== undefined && <p>{empty.first(formats.day(firstDay))}</p>}
      <p className="hint">{empty.note}</p>
    </section>
  );
}
