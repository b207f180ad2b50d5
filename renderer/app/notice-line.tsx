import { useI18n } from "../i18n/i18n-context.tsx";

interface NoticeLineProps {
  text: string;
  /** What its button says; unless given: "close". */
  action?: string;
  onClose: () => void;
}

/** Something that could not be done, until it is read. */
export function NoticeLine({ text, action, onClose }: NoticeLineProps) {
  const { texts } = useI18n();
  return (
    <p className="notice-line" role="alert">
      {text}
      <button type="button" className="small" onClick={onClose}>
        {action ?? texts.keys.close}
      </button>
    </p>
  );
}
