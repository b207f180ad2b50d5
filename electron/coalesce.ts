/** Status changes with every record, states with every stream; pages need them a few times a second at most. */
const CHANGE_INTERVAL = 250;

/** Calls an action once for all that happens within a moment. */
export function coalesce(action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, CHANGE_INTERVAL).unref();
  };
}
