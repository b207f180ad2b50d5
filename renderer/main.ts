import "./app/set-up-zod.ts";
import { createPage } from "./app/create-page.ts";

/** Milliseconds after which a host that did not give what draws the page is asked again. */
const RETRY = 1_000;

const page = createPage(window);

async function draw(): Promise<void> {
  await page.pictures;
  const { mount } = await loadDrawing();
  mount(page);
}

async function loadDrawing() {
  for (;;) {
    try {
      return await import("./app/mount.tsx");
    } catch (error) {
      document.querySelector("#root")?.replaceChildren(); // pictures of which nothing would be said if they stood still
      console.error(`what draws the page did not come, and is asked for again: ${String(error)}`); // oxlint-disable-line no-console -- there is no page to say it
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

// Not awaited here: the part that draws needs this one, and would wait for it for ever.
void draw();
