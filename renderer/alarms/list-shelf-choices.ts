/** Minutes. Eight hours at most where there are no shifts; else none that is longer than the rest of the shift. */
const SHELF_MINUTES = [15, 30, 60, 120, 240, 480];
const MINUTE = 60_000;

/** For how long something may be shelved from `now` on, in minutes; undefined: until the shift ends. */
export function listShelfChoices(now: number, shiftEnd: number | undefined): (number | undefined)[] {
  if (shiftEnd === undefined) return SHELF_MINUTES;
  return [...SHELF_MINUTES.filter((minutes) => now + minutes * MINUTE < shiftEnd), undefined];
}
