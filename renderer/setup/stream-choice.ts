import type { SurveyedPath } from "../../shared/setup-api.ts";
import type { Formats } from "../../shared/create-formats.ts";
import type { ListedStream } from "./parse-stream-list.ts";

/** One stream that the server has. */
export interface StreamChoice extends ListedStream {
  available: boolean;
  /** In the settings already: it can be neither chosen nor renamed here. */
  isPresent: boolean;
  isChosen: boolean;
}

/** What is to be played first stands first; of what plays now everything is chosen. */
export function makeChoices(paths: readonly SurveyedPath[], present: ReadonlySet<string>, { compareNames }: Formats): StreamChoice[] {
  const inOrder = paths.toSorted((a, b) => Number(b.available) - Number(a.available) || compareNames(a.path, b.path));
  return inOrder.map(({ path, available }) => {
    const isPresent = present.has(path);
    return { path, name: "", site: "", available, isPresent, isChosen: available && !isPresent };
  });
}

/** What will be added, each path once: what was typed, which says more, before what was chosen. */
export function listChosen(choices: readonly StreamChoice[], typed: readonly ListedStream[], present: ReadonlySet<string>): ListedStream[] {
  const chosen = choices.filter(({ isChosen }) => isChosen).map(({ path, name, site }) => ({ path, name, site }));
  const byPath = new Map([...chosen, ...typed].map((stream) => [stream.path, stream]));
  return [...byPath.values()].filter(({ path }) => !present.has(path));
}
