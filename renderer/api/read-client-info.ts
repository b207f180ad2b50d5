import { LIMITS } from "../../shared/limits.ts";
import type { ClientInfo } from "../../shared/record.ts";

/** What a page is told about its browser, PC and screen. */
export interface BrowserFacts {
  userAgent: string;
  /** User-Agent Client Hints, in Chromium only. */
  brands?: readonly { brand: string; version: string }[];
  platform?: string;
  screen: { width: number; height: number };
}

/** In this order: Edge and Electron call themselves Chrome too, and Chrome calls itself Safari. */
const BROWSERS: readonly [name: string, pattern: RegExp][] = [
  ["Electron", /\bElectron\/([\d.]+)/],
  ["Edge", /\bEdg(?:e|A|iOS)?\/([\d.]+)/],
  ["Whale", /\bWhale\/([\d.]+)/],
  ["Opera", /\bOPR\/([\d.]+)/],
  ["Firefox", /\bFirefox\/([\d.]+)/],
  ["Chrome", /\b(?:Headless)?Chrome\/([\d.]+)/],
  ["Safari", /\bVersion\/([\d.]+).*\bSafari\//],
];

const UNKNOWN = "unknown";

/** The seed's four fields, read from the user agent; client hints fill in what a frozen user agent hides. */
export function readClientInfo({ userAgent, brands = [], platform, screen }: BrowserFacts): ClientInfo {
  const known = BROWSERS.map(([name, pattern]) => ({ name, version: pattern.exec(userAgent)?.[1] })).find(({ version }) => version);
  const hinted = brands.find(({ brand }) => !/not.?a.?brand/i.test(brand));
  return {
    browserName: (known?.name ?? hinted?.brand ?? UNKNOWN).slice(0, LIMITS.name),
    browserVersion: (known?.version ?? hinted?.version ?? UNKNOWN).slice(0, LIMITS.name),
    os: (readSystem(userAgent) ?? (platform || UNKNOWN)).slice(0, LIMITS.name),
    screenResolution: `${Math.round(screen.width)}x${Math.round(screen.height)}`,
  };
}

function readSystem(userAgent: string): string | undefined {
  const inBrackets = /\(([^)]*)\)/.exec(userAgent)?.[1] ?? "";
  const windows = /Windows NT ([\d.]+)/.exec(inBrackets)?.[1];
  if (windows) return windows === "10.0" ? "Windows 10/11" : `Windows NT ${windows}`;
  const mac = /Mac OS X ([\d_.]+)/.exec(inBrackets)?.[1];
  if (mac) return `macOS ${mac.replaceAll("_", ".")}`;
  return inBrackets
    .split(";")
    .map((part) => part.trim())
    .find((part) => /Android|Linux|CrOS/.test(part));
}
