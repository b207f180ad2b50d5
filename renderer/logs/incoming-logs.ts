/** What somebody chose or dropped, to be looked at: paths where the host may open them, else files with their contents. */
export type IncomingLogs = { paths: string[] } | { files: NamedFile[] };

export interface NamedFile {
  /** With the folders that it lies in, as far as the page knows them; a slash between. */
  name: string;
  file: File;
  /** A folder as a whole: only where it has a path. */
  isFolder?: boolean;
}

export function nameFiles(files: readonly File[]): NamedFile[] {
  return files.map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/** By its name: what is in it shows when it is read, and damaged lines are shown. */
export function isLogName(name: string): boolean {
  return /\.jsonl(\.gz)?$/.test(name);
}

/** Without the folder that all of them lie in; files of several folders keep theirs, so that two of one name are told apart. */
export function shortenNames(files: readonly NamedFile[]): NamedFile[] {
  const folderOf = (name: string) => name.slice(0, name.lastIndexOf("/") + 1);
  const isOneFolder = new Set(files.map(({ name }) => folderOf(name))).size <= 1;
  return isOneFolder ? files.map((each) => ({ ...each, name: each.name.slice(folderOf(each.name).length) })) : [...files];
}
