import { isSentFolder } from "../api/log-folder.ts";
import type { SourceState } from "../api/use-log-source.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SourceLine } from "../ui/source-line.tsx";

/** Above another PC's logs: whose they are, the way back to this PC's, and the way to their figures. */
export function FolderLine({ folder, source, onBack }: { folder: string; source: SourceState; onBack: () => void }) {
  const { texts } = useI18n();
  if (folder === "") return null;
  const figures = `#/dashboard?${new URLSearchParams({ folder })}`;
  // What a page has sent is open in the viewer alone.
  const link = !isSentFolder(folder) && <a href={figures}>{texts.logs.folder.figures}</a>;
  return <SourceLine {...{ folder, source, onBack, link }} />;
}
