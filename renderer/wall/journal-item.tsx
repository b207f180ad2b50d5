import { useReadyHost, useReporterState } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { StatusItem } from "../ui/status-item.tsx";

const MEGABYTE = 1024 * 1024;

/** Today's log file, and unmistakably so when failures cannot be written to it. */
export function JournalItem() {
  const { texts, formats } = useI18n();
  const { status: text } = texts;
  const { journal } = useReadyHost().status;
  const reporter = useReporterState();
  const waiting = journal.buffered + reporter.waiting;
  const lost = journal.lost + reporter.dropped;
  const failing = journal.state === "failing";
  const isLow = journal.disk?.isLow === true && journal.cause !== "disk_full"; // full says more
  return (
    <div className="status-group journal" data-journal={journal.state}>
      <span className="label">{text.journal}</span>
      {failing && (
        <StatusItem severity="fault">
          {journal.cause ? `${text.journalFailing}: ${text.journalCause[journal.cause]}` : text.journalFailing}
          {journal.since && <LiveText format={(now) => text.since(formats.since(Date.parse(journal.since ?? ""), now))} />}
        </StatusItem>
      )}
      {isLow && journal.disk && (
        <span data-disk="low">
          <StatusItem severity="warning">{text.diskLow(formats.count(Math.floor(journal.disk.free / MEGABYTE)))}</StatusItem>
        </span>
      )}
      {(failing || reporter.retrying) && <StatusItem severity="warning">{text.buffered(formats.count(waiting))}</StatusItem>}
      {lost > 0 && <StatusItem severity="fault">{text.lost(formats.count(lost))}</StatusItem>}
      {reporter.refused > 0 && <StatusItem severity="warning">{text.refusedReports(formats.count(reporter.refused))}</StatusItem>}
      <code className="path" title={journal.file}>
        {/* Cut from the left: the end of a path says more than its beginning. */}
        <bdi>{journal.file}</bdi>
      </code>
      <CopyButton text={journal.file} label={text.copyPath} copiedLabel={text.copied} />
    </div>
  );
}
