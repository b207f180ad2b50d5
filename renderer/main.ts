import "./app/set-up-zod.ts";
import { createPage } from "./app/create-page.ts";

const page = createPage(window);

async function draw(): Promise<void> {
  await page.offered;
  const drawing = import("./app/mount.tsx");
  await page.underWay;
  const { mount } = await drawing;
  mount(page);
}

// Not awaited here: the part that draws needs this one, and would wait for it for ever.
void draw();
