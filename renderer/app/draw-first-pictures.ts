import { parseWallAddress } from "../wall/wall-address.ts";
import { chooseGrid, styleGrid } from "../wall/choose-grid.ts";
import { chooseTextScale } from "../wall/choose-text-scale.ts";
import { chooseWallView, listPageStreams } from "../wall/choose-wall-view.ts";
import type { WallStream } from "../wall/create-wall-players.ts";
import type { HostState } from "../api/host-state.ts";
import { chooseKioskScreen } from "./kiosk-view.ts";
import { parseScreenAddress } from "./screen-address.ts";
import "../ui/base.css";
import "./shell.css";
import "../wall/wall.css";
import "../wall/tile.css";
import "../wall/status-bar.css";
import "../wall/page-bar.css";

/**
 * The wall before React: its pictures under their names, where the whole wall will have them. Decoders begin while nothing else wants the
 * processor; what React draws takes the place of all this, with the same `video` elements. Draws nothing for another screen.
 */
export function drawFirstPictures(page: Window, streams: readonly WallStream[], host: Extract<HostState, { phase: "ready" }>): void {
  const { settings, isKiosk } = host.settings;
  const address = parseScreenAddress(page.location.hash);
  if (streams.length === 0 || chooseKioskScreen(address.screen, isKiosk) !== "wall") return;
  const make = (name: keyof HTMLElementTagNameMap, className: string, ...children: (Node | string)[]): HTMLElement => {
    const element = page.document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };
  const known = new Map(streams.map((stream) => [stream.player.stream.id, stream]));
  const { pages, index } = chooseWallView(settings.wall, [...known.keys()], parseWallAddress(address.query));
  const shown = pages[index]!;
  const tiles = listPageStreams(shown, known).map(({ player, video }) =>
    make("article", "tile", video, make("header", "tile-header", make("span", "tile-name", player.stream.name))),
  );
  const wall = make("section", "first-pictures");
  const menu = host.host.nativeMenu || isKiosk ? [] : [make("div", "menu-line")];
  const pageBar = settings.wall.layouts.length > 0 ? [make("div", "page-bar")] : [];
  const screen = make("div", "screen", make("main", "", wall), ...pageBar, make("footer", "status-bar"));
  const shell = make("div", "shell", ...menu, screen);
  shell.style.setProperty("--text-scale", String(chooseTextScale(settings.wall, page.screen)));
  page.document.querySelector("#root")!.replaceChildren(shell);
  const { clientWidth: width, clientHeight: height } = wall;
  Object.assign(wall.style, styleGrid(chooseGrid({ count: tiles.length, width, height, columns: shown.columns })));
  wall.append(...tiles); // last: measured with them in it, all of them would be laid out twice, while the streams start
}
