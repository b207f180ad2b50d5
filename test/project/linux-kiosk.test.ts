import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";

const installer = join(import.meta.dirname, "..", "..", "resources", "installer");
const UNIT = "mtx-watch-kiosk.service";
const hasProgram = (name: string) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;

const canRun = process.getuid?.() === 0 && hasProgram("useradd") && hasProgram("systemctl");
if (!canRun) console.warn("no test here: the kiosk before login, which needs root, useradd(8) and systemctl(1)");
// oxlint-disable vitest/no-conditional-tests -- what a machine's programs cannot do at all is no test there
if (canRun) {
  describe.concurrent("the kiosk before login", () => {
    /** A system's root with a login manager, and what the package puts there. */
    function makeRoot(): {
      root: string;
      run: (action: string) => { status: number | null; stdout: string; stderr: string };
      link: string;
    } {
      const root = makeTempDir();
      const units = join(root, "usr", "lib", "systemd", "system");
      for (const folder of ["etc/systemd/system", "usr/bin", "usr/sbin", "usr/lib/systemd/system"])
        mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, "etc", "passwd"), "");
      writeFileSync(join(root, "etc", "group"), "mtx-watch:x:990:\n");
      for (const name of ["shadow", "gshadow"]) writeFileSync(join(root, "etc", name), "");
      writeFileSync(join(root, "usr", "bin", "cage"), "", { mode: 0o755 });
      copyFileSync(join(installer, "linux", "mtx-watch-kiosk"), join(root, "usr", "sbin", "mtx-watch-kiosk"));
      copyFileSync(join(installer, "linux", UNIT), join(units, UNIT));
      writeFileSync(join(units, "gdm.service"), "[Service]\nExecStart=/usr/bin/true\n");
      const link = join(root, "etc", "systemd", "system", "display-manager.service");
      symlinkSync("/usr/lib/systemd/system/gdm.service", link);
      const env = { ...process.env, DPKG_ROOT: root };
      return {
        root,
        link,
        run: (action) => spawnSync("sh", [join(root, "usr", "sbin", "mtx-watch-kiosk"), action], { env, encoding: "utf8" }),
      };
    }

    const isWanted = (root: string) => existsSync(join(root, "etc/systemd/system/multi-user.target.wants")) && spawnSync("test", ["-L", join(root, "etc/systemd/system/multi-user.target.wants", UNIT)]).status === 0; // prettier-ignore

    test("is switched on in the login manager's place, and off, as often as one likes", () => {
      const { root, run, link } = makeRoot();
      expect(run("status").stdout).toBe("off\n");
      for (const _ of [1, 2]) expect(run("on")).toMatchObject({ status: 0, stderr: "" });
      expect(run("status").stdout).toBe("on\n");
      expect(isWanted(root)).toBe(true);
      expect(readlinkSync(link)).toContain(UNIT);

      const [, uid] = /^mtx-watch-kiosk:[^:]*:(\d+):\d+:[^:]*:\/var\/lib\/mtx-watch-kiosk:\/usr\/sbin\/nologin$/m.exec(readFileSync(join(root, "etc/passwd"), "utf8"))!; // prettier-ignore
      expect(readFileSync(join(root, "etc/group"), "utf8")).toMatch(/^mtx-watch:x:990:mtx-watch-kiosk$/m);
      expect(statSync(join(root, "var/lib/mtx-watch-kiosk"))).toMatchObject({ uid: Number(uid), mode: 0o040700 });

      for (const _ of [1, 2]) expect(run("off")).toMatchObject({ status: 0, stderr: "" });
      expect(run("status").stdout).toBe("off\n");
      expect(isWanted(root)).toBe(false);
      expect(readlinkSync(link)).toBe("/usr/lib/systemd/system/gdm.service");
    });

    test("leaves a PC without a login manager without one", () => {
      const { root, run, link } = makeRoot();
      rmSync(link);
      expect(run("on")).toMatchObject({ status: 0, stderr: "" });
      expect(readlinkSync(link)).toContain(UNIT);
      expect(run("off")).toMatchObject({ status: 0, stderr: "" });
      expect([isWanted(root), existsSync(link)]).toEqual([false, false]);
    });

    test("says what is missing and changes nothing where there is no compositor", () => {
      const { root, run, link } = makeRoot();
      rmSync(join(root, "usr", "bin", "cage"));
      const { status, stderr } = run("on");
      expect([status, stderr]).toEqual([1, expect.stringContaining("apt-get install cage")]);
      expect(readlinkSync(link)).toBe("/usr/lib/systemd/system/gdm.service");
      expect(readFileSync(join(root, "etc", "passwd"), "utf8")).toBe("");
      expect(run("nonsense").status).toBe(2);
    });

    test("goes with the package, and stays at an update", () => {
      const { root, run, link } = makeRoot();
      chmodSync(join(root, "usr", "sbin", "mtx-watch-kiosk"), 0o755);
      expect(run("on").status).toBe(0);
      const remove = (action: string) => spawnSync("sh", [join(installer, "deb-prerm.sh"), action], { env: { ...process.env, DPKG_ROOT: root } }).status; // prettier-ignore
      expect(remove("upgrade")).toBe(0);
      expect(run("status").stdout).toBe("on\n");
      expect(remove("remove")).toBe(0);
      expect(readlinkSync(link)).toBe("/usr/lib/systemd/system/gdm.service");
    });

    test("is a unit that systemd reads without a word", () => {
      const file = join(makeTempDir(), UNIT);
      writeFileSync(file, readFileSync(join(installer, "linux", UNIT), "utf8").replace("/usr/bin/cage", "/bin/sh"));
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    });
  });
}
