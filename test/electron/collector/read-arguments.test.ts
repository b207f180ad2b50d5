import { describe, expect, test } from "vitest";
import { readCollectorArguments } from "../../../electron/collector/read-arguments.ts";

const FILES: Record<string, string> = { "token.txt": "from-file\n", "empty.txt": " \n" };
const read = (argv: string[], env: NodeJS.ProcessEnv = {}) =>
  readCollectorArguments(argv, {
    env,
    readFile(file) {
      const text = FILES[file];
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return text;
    },
  });

describe("the collector's command line", () => {
  test("needs nothing", () => {
    expect(read([])).toEqual({ kind: "run", arguments: { port: 8000, host: "127.0.0.1", rate: { recordsPerSecond: 200 } } });
  });

  test("gives everything", () => {
    expect(
      read([
        "--port=0",
        "--host",
        "0.0.0.0",
        "--data-dir",
        "d",
        "--config",
        "c.json",
        "--token-file",
        "token.txt",
        "--tokens",
        "t",
        "--rate",
        "0",
      ]),
    ).toEqual({
      kind: "run",
      arguments: {
        rate: { recordsPerSecond: 0 },
        port: 0,
        host: "0.0.0.0",
        dataDir: "d",
        configFile: "c.json",
        token: "from-file",
        tokensFile: "t",
      },
    });
  });

  test("names a certificate and its key", () => {
    expect(read(["--cert", "c.pem", "--key", "k.pem"])).toMatchObject({ arguments: { tls: { certFile: "c.pem", keyFile: "k.pem" } } });
  });

  test("takes the token from the environment where no file is named", () => {
    const env = { MTX_SECRET_COLLECTOR: "from-environment" };
    expect(read(["--host", "::"], env)).toMatchObject({ arguments: { token: "from-environment" } });
    expect(read(["--token-file", "token.txt"], env)).toMatchObject({ arguments: { token: "from-file" } });
  });

  test.each([
    [["--port", "65536"], /--port is a number from 0 to 65535/],
    [["--port", "http"], /--port is a number/],
    [["--rate", "many"], /--rate is a number/],
    [["--host", "0.0.0.0"], /needs a token/],
    [["--host", "0.0.0.0", "--token-file", "empty.txt"], /empty\.txt is empty/],
    [["--token-file", "absent.txt"], /the token file absent\.txt cannot be read: ENOENT/],
    [["--cert", "c.pem"], /--cert and --key go together/],
    [["--key", "k.pem"], /--cert and --key go together/],
    [["--prot", "1"], /--prot/],
    [["8000"], /8000/],
  ])("%j is refused in words", (argv, problem) => {
    const result = read(argv);
    expect(result.kind === "wrong" && result.problem).toMatch(problem);
  });

  test("explains itself", () => {
    expect(read(["--help", "--host", "0.0.0.0"])).toEqual({ kind: "help" });
  });
});
