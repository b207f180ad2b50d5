import type { SentencePart } from "./describe-query.ts";
import { facetId } from "./facet-panel.tsx";

/** Leads the focus to where a part of the sentence is chosen. */
export function focusPart(part: SentencePart): void {
  const selector = {
    facet: part.kind === "facet" ? `#${facetId(part.facet)}` : "",
    text: "#log-search",
    range: "#log-range",
    damaged: ".facet-damaged",
    groups: "",
    hourOfWeek: "",
    outages: "",
  }[part.kind];
  const element = selector === "" ? undefined : document.querySelector<HTMLElement>(selector);
  const chosen = element?.querySelector<HTMLElement>("[data-side] .facet-value, [aria-pressed=true], .chosen");
  (chosen ?? element?.querySelector<HTMLElement>("button") ?? element)?.focus();
  element?.scrollIntoView({ block: "nearest" });
}
