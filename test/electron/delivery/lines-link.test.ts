import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createLinesLink } from "../../../electron/delivery/lines-link.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { NO_FEATURES } from "../../../shared/central-features.ts";
import { makeJournalFolder, numberedLines } from "../journal/open-journal.ts";

test("what is to begin anew while central is away does so after a restart, too", async () => {
  const folder = makeJournalFolder();
  const journal = await folder.open();
  await journal.append(numberedLines(2));
  const openCursor = () => createCursor({ directory: join(folder.root, "cursors"), name: "central-alarms" });
  const cursor = openCursor();
  cursor.save(journal.end());
  const link = createLinesLink({
    feature: "alarms",
    access: { connection: () => undefined, features: () => NO_FEATURES, onChange: () => () => undefined },
    journal,
    cursor,
    findFirst: journal.oldest,
    directory: folder.root,
    now: Date.now,
    random: () => 0,
    log: () => undefined,
    onChange: () => undefined,
  });
  onTestFinished(link.close);

  await link.beginAnew();
  expect(openCursor().load()).toEqual(journal.oldest());
});
