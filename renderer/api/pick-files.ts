/** Asks for files, or for those of a folder, with the browser's own dialog. None when the person thinks better of it. */
export function pickFiles(kind: "files" | "folder", accept: string): Promise<File[]> {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, webkitdirectory: kind === "folder" });
  if (kind === "files") input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
