import { useI18n } from "../i18n/i18n-context.tsx";

/** Something that could not be done, until it is read. */
export function NoticeLine({ text, onClose }: { text: string; onClose: () => void }) {
  const { texts } = useI18n();
  return (
    <p className="notice-line" role="alert">
      {text}
      <button type="button" className="small" onClick={onClose}>
        {texts.keys.close}
      </button>
    </p>
  );
}
