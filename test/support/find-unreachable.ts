import type { Page } from "playwright-core";

/** More steps than any screen has: a key press that leads round in a part of it would else never end. */
const MOST_STEPS = 600;
/** In these arrow keys lead from one to the next, and Tab in and out; on the wall Enter opens what is in a tile. */
const WITH_ARROWS = [
  ...["menubar", "menu", "grid", "treegrid", "tablist"].map((role) => `[role=${role}]`),
  ".wall",
  ".timeline-rows",
].join();
const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** What comes while Tab goes round has the next rounds. */
const ROUNDS = 3;

/** What of the page can be used and is not reached by Tab; [] is good. One of several radio buttons stands for all: arrows lead to the others. */
export async function findUnreachable(page: Page): Promise<string[]> {
  let missed: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    missed = await goRound(page);
    if (missed.length === 0) break;
  }
  return missed;
}

async function goRound(page: Page): Promise<string[]> {
  // Once round, wherever the focus is: past the page's end the browser has nothing of its own here, and begins again at its top.
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    const isRound = await page.evaluate(() => {
      const held = document.activeElement as HTMLElement;
      const before = document.querySelector<HTMLElement>("[data-was-held]");
      if (before === held) return false; // a date has a day, a month and a year
      delete before?.dataset.wasHeld;
      held.dataset.wasHeld = "";
      const wasReached = held.dataset.wasReached !== undefined;
      held.dataset.wasReached = "";
      return wasReached;
    });
    if (isRound) break;
  }
  return page.evaluate(
    ({ controls, withArrows }) => {
      const inside = document.querySelector("dialog[open]") ?? document.body;
      const isUsed = (element: HTMLElement) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.matches(":disabled") &&
        (element.tabIndex >= 0 || !element.closest(withArrows));
      const isReached = (element: HTMLElement) =>
        element.dataset.wasReached !== undefined ||
        (element.matches("[type=radio]") &&
          inside.querySelector(`[data-was-reached][name="${(element as HTMLInputElement).name}"]`) !== null);
      const missed = [...inside.querySelectorAll<HTMLElement>(controls)].filter((element) => isUsed(element) && !isReached(element));
      const said = missed.map(({ outerHTML }) => outerHTML.slice(0, 120));
      for (const { dataset } of document.querySelectorAll<HTMLElement>("[data-was-reached]")) {
        delete dataset.wasReached;
        delete dataset.wasHeld;
      }
      return said;
    },
    { controls: CONTROLS, withArrows: WITH_ARROWS },
  );
}
