/** Pixels; large enough to tell syllables apart. */
const SIZE = 24;
const SYLLABLES = [..."영상끊김"];

/** Has the app's own font drawn where this PC has no Korean one: most have, and fetch nothing of it. */
export function loadKoreanFont(): void {
  // Where it cannot be fetched, boxes have to do.
  if (!hasKorean()) import("./korean-font.ts").catch(() => undefined);
}

/** What no font knows is drawn as one and the same box; some fonts know a few syllables and no more. */
function hasKorean(): boolean {
  const context = new OffscreenCanvas(SIZE * 2, SIZE * 2).getContext("2d", { willReadFrequently: true });
  if (!context) return true;
  context.font = `${SIZE}px sans-serif`;
  const draw = (text: string): string => {
    context.clearRect(0, 0, SIZE * 2, SIZE * 2);
    context.fillText(text, 0, SIZE * 1.5);
    return context.getImageData(0, 0, SIZE * 2, SIZE * 2).data.join();
  };
  return new Set(SYLLABLES.map(draw)).size === SYLLABLES.length;
}
