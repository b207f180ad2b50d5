import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readPageFile, resolvePagePath } from "../../electron/page-files.ts";
import { makeTempDir } from "../support/temp-dir.ts";

function makePage(): string {
  const folder = makeTempDir();
  const page = join(folder, "renderer");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<!doctype html>");
  writeFileSync(join(page, "assets", "main.js"), "export {};");
  writeFileSync(join(page, "notes.unknown"), "x");
  writeFileSync(join(folder, "secret.json"), "{}");
  return page;
}

describe("page files", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/assets/main.js", "text/javascript; charset=utf-8"],
  ])("%s is served as %s with the security headers", async (pathname, type) => {
    expect((await readPageFile(makePage(), pathname))?.headers).toMatchObject({
      "content-type": type,
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "x-content-type-options": "nosniff",
    });
  });

  test("what has a checksum in its name is kept by the browser, the page itself is asked for each time", async () => {
    const cachingOf = async (pathname: string) => (await readPageFile(makePage(), pathname))?.headers["cache-control"];
    expect(await cachingOf("/assets/main.js")).toContain("immutable");
    expect(await cachingOf("/")).toBe("no-cache");
    expect(await cachingOf("/%61ssets/main.js")).toBe("no-cache");
  });

  test.each(["/absent.js", "/assets", "/assets/", "/index.html/x.js", "/notes.unknown"])("%s is no file of the page", async (pathname) => {
    expect(await readPageFile(makePage(), pathname)).toBeUndefined();
  });

  test.each([
    "/../secret.json",
    "/%2e%2e/secret.json",
    "/assets/../../secret.json",
    "/assets/%2e%2e%2f%2e%2e%2fsecret.json",
    "/..%5csecret.json",
    "/C:/Windows/win.ini",
    "/index.html%00.js",
    "/%",
    "/%E0%A4%A",
  ])("%s leads nowhere", async (pathname) => {
    expect(await readPageFile(makePage(), pathname)).toBeUndefined();
  });

  test("a path is decoded once: what is encoded twice is a name inside the folder", () => {
    expect(resolvePagePath("/srv/page", "/%252e%252e/secret.json")).toBe(resolve("/srv/page/%2e%2e/secret.json"));
  });

  test("a folder whose name begins alike is outside", () => {
    expect(resolvePagePath("/srv/page", "/../page-private/key.json")).toBeUndefined();
  });
});
