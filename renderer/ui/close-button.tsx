/** The cross in the corner of what can be closed; `label` says what that is. */
export function CloseButton({ label, isDisabled, onClose }: { label: string; isDisabled?: boolean; onClose: () => void }) {
  return (
    <button type="button" className="quiet" aria-label={label} title={label} disabled={isDisabled} onClick={onClose}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="2" />
      </svg>
    </button>
  );
}
