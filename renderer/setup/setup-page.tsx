import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { SetupForm } from "./setup-form.tsx";
import { TryDemo } from "./try-demo.tsx";

/** Nothing to show yet: the way to the first picture. */
export function SetupPage({ onTest }: { onTest: () => void }) {
  const { texts } = useI18n();
  const { settingsFile } = useReadyHost().host;
  const { setup, status } = texts;
  return (
    <section className="setup-page" aria-label={setup.title}>
      <h2>{setup.title}</h2>
      <p>{setup.intro}</p>
      <SetupForm />
      <TryDemo />
      <p className="path-line setup-foot">
        <span className="hint">{setup.test}</span>
        <button type="button" className="small" onClick={onTest}>
          {texts.command.openTestTile}
        </button>
        <span className="hint">{setup.settingsFile}</span>
        <code>{settingsFile}</code>
        <CopyButton text={settingsFile} label={status.copyPath} copiedLabel={status.copied} />
      </p>
    </section>
  );
}
