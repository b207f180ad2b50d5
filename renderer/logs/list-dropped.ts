import type { NamedFile } from "./incoming-logs.ts";

/** Whether what is dragged are files, not a text of the page. */
export function hasFiles({ types }: DataTransfer): boolean {
  return types.includes("Files");
}

/**
 * What was dropped: where files have paths as it is, else every file of the folders, too. To be called while the event is heard: later the
 * browser has forgotten what was dropped.
 */
export async function listDropped({ items }: DataTransfer, { intoFolders }: { intoFolders: boolean }): Promise<NamedFile[]> {
  const dropped = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry() }));
  const files: NamedFile[] = [];
  for (const { file, entry } of dropped) {
    if (intoFolders && entry?.isDirectory) await listFolder(entry as FileSystemDirectoryEntry, files);
    else if (file) files.push({ name: file.name, file, ...(entry?.isDirectory && { isFolder: true }) });
  }
  return files;
}

async function listFolder(folder: FileSystemDirectoryEntry, files: NamedFile[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // Chromium answers with at most a hundred, and with none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.isDirectory) await listFolder(entry as FileSystemDirectoryEntry, files);
      else {
        const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
        files.push({ name: entry.fullPath.replace(/^\//, ""), file });
      }
    }
  }
}
