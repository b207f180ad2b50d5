/** The page's own address in the desktop app. A scheme of its own, because file:// pages share one origin with every file there is. */
export const APP_SCHEME = "app";
export const APP_ORIGIN = `${APP_SCHEME}://control-room`;

/** Node's URL gives such schemes the origin "null", so the address itself is compared. */
export function isAppUrl(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}
