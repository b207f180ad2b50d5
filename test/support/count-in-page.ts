/** Counts the sounds of a page where they are begun; runs before its own scripts. */
export function countInPage(): void {
  const counter = globalThis as unknown as { sounds: number };
  counter.sounds = 0;
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    counter.sounds++;
    return start.apply(this, when);
  };
  // A machine without a sound card may never let a context run: that it is asked to is all there is to see, and is taken for enough.
  const { resume } = AudioContext.prototype;
  AudioContext.prototype.resume = function () {
    counter.sounds++;
    void resume.apply(this).catch(() => undefined);
    return Promise.resolve();
  };
}
