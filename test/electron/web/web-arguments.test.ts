import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readWebArguments } from "../../../electron/web/web-arguments.ts";

describe("arguments of the web host", () => {
  test("without any, the default port is served", () => {
    expect(readWebArguments([])).toEqual({ kind: "run", arguments: { port: 4180 } });
  });

  test("paths are taken from the present folder, with a space or =", () => {
    expect(readWebArguments(["--port", "0", "--data-dir=data", "--config", "site.json", "--secrets", "/etc/secrets.json"])).toEqual({
      kind: "run",
      arguments: { port: 0, dataDir: resolve("data"), configFile: resolve("site.json"), secretsFile: resolve("/etc/secrets.json") },
    });
  });

  test("--print-policy is told on", () => {
    expect(readWebArguments(["--print-policy"])).toMatchObject({ kind: "run", arguments: { printsPolicy: true } });
  });

  test("--help asks for help, whatever else there is", () => {
    expect(readWebArguments(["--port", "x", "--help"])).toEqual({ kind: "help" });
  });

  test.each([
    [["--port", "65536"], /--port needs a number/],
    [["--port", "-1"], /--port/],
    [["--port", "1e3"], /--port needs a number/],
    [["--port", ""], /--port needs a number/],
    [["--data-dir"], /--data-dir/],
    [["--prot", "80"], /--prot/],
    [["somewhere"], /somewhere/],
  ])("%j is refused with what is wrong", (args, problem) => {
    expect(readWebArguments(args)).toEqual({ kind: "wrong", problem: expect.stringMatching(problem) });
  });
});
