import { crc32, inflateRawSync } from "node:zlib";

/** The files of a ZIP archive by their names, read by its directory at the end; throws when a size or a checksum is wrong. */
export function readZip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const [count, length, start] = [archive.readUInt16LE(end + 10), archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  if (start + length !== end || archive.length !== end + 22) throw new Error("the directory is not where the end says");
  const files = new Map<string, string>();
  let at = start;
  for (let n = 0; n < count; n++) {
    if (archive.readUInt32LE(at) !== 0x02_01_4b_50) throw new Error("no entry where one must be");
    const [checksum, packed, size] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    if (archive.readUInt32LE(local) !== 0x04_03_4b_50) throw new Error(`${name}: no header where its entry says`);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(data, data + packed));
    if (content.length !== size || crc32(content) !== checksum) throw new Error(`${name}: damaged`);
    const behind = data + packed;
    if (archive.readUInt32LE(behind + 4) !== checksum || archive.readUInt32LE(behind + 12) !== size)
      throw new Error(`${name}: its two sizes differ`);
    files.set(name, content.toString("utf8"));
    at += 46 + nameLength;
  }
  if (at !== end) throw new Error("the directory has another length");
  return files;
}
