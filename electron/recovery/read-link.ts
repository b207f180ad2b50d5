import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import type { NetworkInterfaceInfo } from "node:os";
import { promisify } from "node:util";
import type { LinkEvidence } from "../../shared/finding.ts";
import { findSystemProgram } from "../find-system-program.ts";

/** This PC's own network. `gateway`: the default one's address; undefined: none, or `gatewayKnown` is false and nobody can tell. */
export interface PcLink {
  interfaces: number;
  gateway?: string;
  gatewayKnown: boolean;
}

/** Never rejects. */
export async function readLink(platform: NodeJS.Platform = process.platform): Promise<PcLink> {
  const interfaces = countInterfaces(networkInterfaces());
  const routes = await readRoutes(platform).catch(() => undefined);
  if (routes === undefined) return { interfaces, gatewayKnown: false };
  const gateway = platform === "win32" ? findWindowsGateway(routes) : findLinuxGateway(routes);
  return { interfaces, gatewayKnown: true, ...(gateway !== undefined && { gateway }) };
}

/** As records hold it: counts, no addresses. */
export function describeLink({ interfaces, gateway, gatewayKnown }: PcLink): LinkEvidence {
  return { interfaces, gateway: gateway !== undefined ? "present" : gatewayKnown ? "absent" : "unknown" };
}

/** Node lists interfaces that are up. An address that a PC gives itself when nobody gives it one leads nowhere. */
export function countInterfaces(all: NodeJS.Dict<NetworkInterfaceInfo[]>): number {
  const leadsOut = ({ internal, address }: NetworkInterfaceInfo) => !internal && !/^(169\.254\.|fe[89ab][0-9a-f]:)/i.test(address);
  return Object.values(all).filter((addresses) => addresses?.some(leadsOut)).length;
}

/** A file on Linux, a program without a shell on Windows, elsewhere undefined. */
async function readRoutes(platform: NodeJS.Platform): Promise<string | undefined> {
  if (platform === "linux") return readFile("/proc/net/route", "utf8");
  if (platform !== "win32") return undefined;
  const { stdout } = await promisify(execFile)(findSystemProgram("route.exe"), ["print", "-4", "0.0.0.0"], {
    timeout: 2_000,
    windowsHide: true,
  });
  return stdout;
}

/** `/proc/net/route`: Iface, Destination, Gateway, Flags …; addresses are hexadecimal in the machine's byte order (all of ours: little-endian). */
export function findLinuxGateway(text: string): string | undefined {
  for (const line of text.split("\n").slice(1)) {
    const [, destination, gateway = "", flags = ""] = line.split(/\s+/);
    const isUpGateway = (Number.parseInt(flags, 16) & 0x3) === 0x3;
    if (destination !== "00000000" || !isUpGateway || !/^[0-9A-F]{8}$/i.test(gateway)) continue;
    return Buffer.from(gateway, "hex").toReversed().join(".");
  }
  return undefined;
}

/** The line "0.0.0.0  0.0.0.0  GATEWAY  INTERFACE  METRIC" is the same in every language of Windows. */
export function findWindowsGateway(text: string): string | undefined {
  return /^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+(\d+\.\d+\.\d+\.\d+)\s/m.exec(text)?.[1];
}
