/** Hands the file to the browser's own way of saving. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The download has the data by then; a page that goes on for days must not keep it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
