import { describe, expect, test } from "vitest";
import { putPath } from "../../../renderer/setup/typed-path.ts";

describe("the path of an address", () => {
  test("stands on a line of its own, below what was typed", () => {
    expect(putPath({ text: "" }, "cam1")).toEqual({ text: "cam1", line: "cam1" });
    expect(putPath({ text: "cam2, 북문\n" }, "cam1")).toEqual({ text: "cam2, 북문\ncam1", line: "cam1" });
  });

  test("makes room for that of a corrected address, or of one without", () => {
    const mistyped = putPath({ text: "cam2" }, "cma1");
    expect(putPath(mistyped, "cam1")).toEqual({ text: "cam2\ncam1", line: "cam1" });
    expect(putPath(mistyped, "cma1")).toEqual(mistyped);
    expect(putPath(mistyped, undefined)).toEqual({ text: "cam2" });
  });

  test("is not added where it is listed, and then nobody's line is taken away", () => {
    const listed = putPath({ text: "cam1, 정문" }, "cam1");
    expect(listed).toEqual({ text: "cam1, 정문" });
    expect(putPath(listed, "cam2")).toEqual({ text: "cam1, 정문\ncam2", line: "cam2" });
    // What somebody has named since is theirs.
    expect(putPath({ text: "cam1, 정문", line: "cam1" }, "cam2")).toEqual({ text: "cam1, 정문\ncam2", line: "cam2" });
  });
});
