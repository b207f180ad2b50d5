import { useI18n } from "../i18n/i18n-context.tsx";

/** Back to the wall where there is no menu. */
export function KioskBar({ onShowWall }: { onShowWall: () => void }) {
  const { texts } = useI18n();
  return (
    <header className="menu-line">
      <button type="button" className="small" onClick={onShowWall}>
        ← {texts.command.showWall}
      </button>
    </header>
  );
}
