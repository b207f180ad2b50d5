import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "./copy-button.tsx";

/** Nobody can keep a secret here, as in a browser: into which file it goes instead, and how it stands there. */
export function NoKeyStore({ secretRef }: { secretRef: string }) {
  const { texts } = useI18n();
  const { secretsFile } = useReadyHost().host;
  return (
    <div role="alert">
      <p>{texts.settings.secret.noKeyStore}</p>
      <p className="path-line">
        <code>{secretsFile}</code>
        <CopyButton text={secretsFile} label={texts.status.copyPath} copiedLabel={texts.status.copied} />
      </p>
      <pre>{JSON.stringify({ [secretRef]: "…" })}</pre>
    </div>
  );
}
