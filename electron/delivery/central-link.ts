import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal } from "../journal/types.ts";
import { createCentralAccess } from "./central-access.ts";
import type { CentralAccess, CentralAccessOptions } from "./central-access.ts";
import { createDelivery } from "./create-delivery.ts";
import { createLink } from "./create-link.ts";
import type { Link } from "./create-link.ts";

export interface CentralLinkOptions extends CentralAccessOptions {
  journal: Journal;
  cursor: Cursor;
  /** As findPlace says. */
  start: Cursor;
  directory: string;
  random: () => number;
  onChange: () => void;
}

/** The delivery to central as the settings want it at the moment: off, or to one address; and that address for all else that is said to it. */
export interface CentralLink extends Link<Settings["central"]> {
  access: Omit<CentralAccess, "configure" | "close">;
}

export function createCentralLink(options: CentralLinkOptions): CentralLink {
  const access = createCentralAccess(options);
  const link = createLink<Settings["central"]>({
    async plan(central) {
      const connection = await access.configure(central);
      if (!connection) return undefined;
      const settings = { ...connection, sendFrom: central.sendFrom };
      return { key: connection.key, start: () => createDelivery({ ...options, connection, settings }) };
    },
    onChange: options.onChange,
  });
  return {
    ...link,
    access,
    async close() {
      await link.close();
      access.close();
    },
  };
}
