import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { FORMS } from "./record-forms.ts";
import type { Form } from "./record-forms.ts";

export interface FormMemoryOptions {
  /** Small JSON file that keeps what was learned over a restart. */
  file: string;
  /** What was learned holds for this address and this version of ours only. */
  url: string;
  version: string;
  now: () => number;
}

/** Which form of a record this central takes, apart for records with and without a status. */
export interface FormMemory {
  /** All forms, the one that was taken last first. */
  inOrder(hasStatus: boolean): Form[];
  /**
   * Central has taken a record in this form. What differs from before counts from the second record in a row on: one odd record that
   * goes through in a lesser form must not cost all others their id and detail.
   */
  remember(hasStatus: boolean, form: Form): Promise<void>;
  /** `full` is tried again. */
  forget(): Promise<void>;
}

/** How long `full` is not tried again after central took less (spec section 4). */
const FORGET_AFTER = 7 * 24 * 3_600_000;

const learnedSchema = z.object({ form: z.enum(FORMS), at: z.number() });
const fileSchema = z.object({
  url: z.string(),
  version: z.string(),
  withStatus: learnedSchema.optional(),
  withoutStatus: learnedSchema.optional(),
});

export async function loadFormMemory({ file, url, version, now }: FormMemoryOptions): Promise<FormMemory> {
  const blank: z.output<typeof fileSchema> = { url, version };
  const saved = await readFile(file, "utf8").then(
    (text) => fileSchema.safeParse(parse(text)).data,
    () => undefined,
  );
  let memory = saved?.url === url && saved.version === version ? saved : blank;
  let proposed: { withStatus?: Form; withoutStatus?: Form } = {};

  const keyOf = (hasStatus: boolean) => (hasStatus ? "withStatus" : "withoutStatus");
  const formOf = (hasStatus: boolean): Form => {
    const learned = memory[keyOf(hasStatus)];
    const age = learned === undefined ? 0 : now() - learned.at;
    return learned === undefined || age < 0 || age >= FORGET_AFTER ? "full" : learned.form;
  };
  // A disk that refuses this file costs a few requests after the next start, nothing else.
  const save = (): Promise<void> => writeFileAtomically(file, JSON.stringify(memory) + "\n").catch(() => {});

  return {
    inOrder(hasStatus) {
      const first = formOf(hasStatus);
      return [first, ...FORMS.filter((form) => form !== first)];
    },
    async remember(hasStatus, form) {
      const key = keyOf(hasStatus);
      const isRepeated = proposed[key] === form;
      proposed = { ...proposed, [key]: form };
      if (formOf(hasStatus) === form || !isRepeated) return;
      memory = { ...memory, [key]: { form, at: now() } };
      await save();
    },
    async forget() {
      memory = blank;
      proposed = {};
      await save();
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
