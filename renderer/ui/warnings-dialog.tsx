import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "./dialog.tsx";

/** What was wrong with the settings files. */
export function WarningsDialog({ onClose }: { onClose: () => void }) {
  const { texts } = useI18n();
  const { warnings } = useReadyHost().settings;
  return (
    <Dialog title={texts.warning.title} closeLabel={texts.keys.close} onClose={onClose}>
      <ul className="warnings">
        {warnings.map(({ kind, file, detail }) => (
          <li key={kind + file + detail}>
            <p>{texts.warning[kind]}</p>
            <code>{file}</code>
            {detail !== "" && <pre>{detail}</pre>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
