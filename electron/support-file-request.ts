/** Where a page of either host fetches the file for support: as bytes, which no call of the contract carries. */
export const SUPPORT_FILE_PATH = "/api/support-file";

export function supportFileHeaders(name: string): Record<string, string> {
  return { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"`, "cache-control": "no-store" };
}
