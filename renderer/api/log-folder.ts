/** Folders of contents that a page has sent: the host keeps them until they are closed. */
export function isSentFolder(folder: string): boolean {
  return /[\\/]index[\\/]opened[\\/][\da-f-]{36}$/i.test(folder);
}

/** Several are one text, a path a line. */
export function splitFolder(folder: string): string[] {
  return folder.split("\n").filter((path) => path !== "");
}
