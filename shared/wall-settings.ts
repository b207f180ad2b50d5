import { z } from "zod";
import { id, name } from "./setting-values.ts";

const columns = z.union([z.literal("auto"), z.int().min(1).max(16)]).default("auto");

const pageSchema = z.object({
  name: name.default(""),
  columns,
  /** Ids, in their order; one that is in no settings is passed over. */
  streams: z.array(id).max(1_000).default([]),
});
export type LayoutPage = z.output<typeof pageSchema>;

const layoutSchema = z.object({
  /** By which a window's address names it; of two alike the first counts. */
  name: name.min(1),
  pages: z.array(pageSchema).min(1).max(100),
});
export type WallLayout = z.output<typeof layoutSchema>;

export const wallSettingsSchema = z
  .object({
    /** Of the page that shows all streams. */
    columns,
    /** The first is what a window shows that was told nothing else; without any: all streams on one page. */
    layouts: z.array(layoutSchema).max(100).default([]),
    /** After so many seconds the next page; 0: only by hand. */
    cycleSeconds: z.union([z.literal(0), z.int().min(5).max(3_600)]).default(0),
    /** An enlarged tile's sound can be listened to; false: no window ever asks for sound. */
    sound: z.boolean().default(true),
    /** From how far the wall is read, 0: from a desk; and the screen's diagonal. Texts over the pictures become as large as that takes. */
    viewingDistanceMetres: z.union([z.literal(0), z.number().min(0.3).max(50)]).default(0),
    screenInches: z.number().min(10).max(300).default(24),
    /** From when on a picture in which nothing changes is suspected to be frozen; 0: never. */
    frozenAfterSeconds: z.union([z.literal(0), z.int().min(10).max(3_600)]).default(60),
    /** Windows show the wall and nothing else, and are not left without the administrator. */
    kiosk: z.boolean().default(false),
  })
  .prefault({});
export type WallSettings = z.output<typeof wallSettingsSchema>;
