import { createPage } from "./app/create-page.ts";

const page = createPage(window);
const { mount } = await import("./app/mount.tsx");
mount(page);
