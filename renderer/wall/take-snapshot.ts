/** The frame that an element shows, in its own size, as PNG. Rejects where there is none. */
export async function takeSnapshot(video: HTMLVideoElement): Promise<Blob> {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) throw new Error("no picture");
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(video, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}

const LONGEST_NAME = 100;

/** `1번 출입구 2026-01-08 12.34.56.png`, in local time, without what a file's name may not have. `note`: what is to be known of the picture. */
export function nameSnapshot(streamName: string, at: Date, note = ""): string {
  const name = streamName
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+/, "")
    .trim();
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(".");
  const shortName = [...name].slice(0, LONGEST_NAME).join("").trim();
  return `${[shortName || "stream", day, time, note].filter((part) => part !== "").join(" ")}.png`;
}
