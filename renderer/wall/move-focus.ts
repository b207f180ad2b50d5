/** The tile that a key leads to from tile `index`; undefined for any other key. Edges stop, they do not wrap. */
export function moveFocus(key: string, index: number, { columns, count }: { columns: number; count: number }): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, index - 1);
    case "ArrowRight":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return index >= columns ? index - columns : index;
    case "ArrowDown":
      return index + columns <= last ? index + columns : index;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
