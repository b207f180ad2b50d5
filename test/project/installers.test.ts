import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, Platform } from "electron-builder";
import { describe, expect, test } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";

const root = join(import.meta.dirname, "..", "..");
const hasProgram = (name: string) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;

/** What stands in the place of the packed app: an installer does not look into it. */
function makeTree(): string {
  const folder = join(makeTempDir(), "linux-unpacked");
  mkdirSync(join(folder, "resources"), { recursive: true });
  for (const name of ["mtx-watch", "chrome-sandbox"]) writeFileSync(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
  writeFileSync(join(folder, "resources", "app.asar"), "");
  return folder;
}

/** electron-builder with our configuration, for one target. `onComputed` gets what it would call; true: it is not called. */
async function buildInstaller(target: string, onComputed: (computed: unknown[]) => boolean): Promise<void> {
  await build({
    projectDir: root,
    prepackaged: makeTree(),
    targets: Platform.LINUX.createTarget([target]),
    publish: "never",
    config: { extends: join(root, "resources", "installer", "linux.yml"), directories: { output: makeTempDir() } },
    effectiveOptionComputed: async (computed) => onComputed(computed as unknown[]),
  });
}

test.skipIf(process.platform !== "linux")("the Debian package is made as shared PCs need it", async () => {
  let args: string[] = [];
  let desktopEntry = "";
  await buildInstaller("deb", ([given, file]) => {
    args = given as string[];
    desktopEntry = readFileSync(file as string, "utf8");
    return true; // fpm would be downloaded
  });

  // What makes the group and the data dir runs before anything is unpacked, with the tools that it needs.
  const script = args.find((arg) => arg.startsWith("--before-install="))!.slice("--before-install=".length);
  expect(existsSync(join(root, script))).toBe(true);
  expect(args).toEqual(expect.arrayContaining(["--deb-pre-depends=acl", "--deb-pre-depends=passwd"]));

  // A server's Debian without a desktop has no sound and no graphics: Electron does not start without these two libraries.
  expect(args).toEqual(expect.arrayContaining(["--depends=libasound2t64 | libasound2", "--depends=libgbm1"]));

  // The console program can be called by its name; the kiosk before login lies there switched off, and is switched off before it goes.
  const places = args.flatMap((arg) => (arg.startsWith("resources/installer/linux/") ? [arg.split("=") as [string, string]] : []));
  expect(places.map(([, place]) => place)).toEqual([
    "/usr/bin/mtx-watch-cli",
    "/usr/sbin/mtx-watch-kiosk",
    "/usr/lib/systemd/system/mtx-watch-kiosk.service",
  ]);
  for (const file of [...places.map(([from]) => from), "resources/installer/deb-prerm.sh"]) expect(existsSync(join(root, file))).toBe(true);
  expect(args).toEqual(expect.arrayContaining(["--before-remove=resources/installer/deb-prerm.sh", "--deb-suggests=cage"]));

  // No space in it: see linux.yml.
  expect(args.filter((arg) => arg.endsWith("=/opt/mtx-watch"))).toHaveLength(1);
  expect(desktopEntry).toMatch(/^Name=MTX Watch$/m);
  expect(args).toContain("dist/mtx-watch-cli-linux-x64/=/opt/mtx-watch-cli"); // `npm run package` makes it before
  expect(args.filter((arg) => arg.endsWith("=/usr/share/icons/hicolor/512x512/apps/mtx-watch.png"))).toHaveLength(1);
  expect(desktopEntry).toMatch(/^Exec=\/opt\/mtx-watch\/mtx-watch %U$/m);
  expect(desktopEntry).toMatch(/^Comment\[ko\]=MediaMTX/m);
  // Electron gives its windows package.json's desktopName: the file is called so, too.
  expect(args.filter((arg) => arg.endsWith("=/usr/share/applications/mtx-watch.desktop"))).toHaveLength(1);
  expect(desktopEntry).toMatch(/^StartupWMClass=mtx-watch$/m);
});

const canInstall = process.getuid?.() === 0 && hasProgram("groupadd") && hasProgram("setfacl");
if (!canInstall) console.warn("no test here: the Debian package's script, which needs root, groupadd(8) and setfacl(1)");
// oxlint-disable vitest/no-conditional-tests -- what a machine's programs cannot do at all is no test there
if (canInstall) {
  describe("its script", () => {
    const script = join(root, "resources", "installer", "deb-preinst.sh");

    function run(folder: string): void {
      const { status, stderr } = spawnSync("sh", [script, "install"], { env: { ...process.env, DPKG_ROOT: folder }, encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    }

    test("makes a folder in which everybody of the group writes the others' files, and a second run changes nothing", () => {
      const folder = makeTempDir();
      mkdirSync(join(folder, "etc"));
      for (const name of ["group", "passwd", "gshadow"]) writeFileSync(join(folder, "etc", name), "");
      run(folder);
      const group = readFileSync(join(folder, "etc", "group"), "utf8");
      const id = Number(/^mtx-watch:[^:]*:(\d+):/m.exec(group)![1]);
      const data = join(folder, "var", "lib", "mtx-watch");
      expect(statSync(data)).toMatchObject({ uid: 0, gid: id, mode: 0o042770 });
      writeFileSync(join(data, "line"), "");
      expect(statSync(join(data, "line")).gid).toBe(id);
      expect(statSync(join(data, "line")).mode & 0o066).toBe(0o060);
      expect(statSync(join(folder, "etc", "mtx-watch")).mode & 0o7777).toBe(0o755);

      chmodSync(data, 0o2750); // as an administrator may want it
      run(folder);
      expect(readFileSync(join(folder, "etc", "group"), "utf8")).toBe(group);
      expect(statSync(data).mode & 0o7777).toBe(0o2750);
    });
  });
}
