import { useI18n } from "../i18n/i18n-context.tsx";
import type { Bookmark } from "./create-log-memory.ts";

interface BookmarkListProps {
  bookmarks: readonly Bookmark[];
  onOpen: (bookmark: Bookmark) => void;
  onRemove: (bookmark: Bookmark) => void;
}

export function BookmarkList({ bookmarks, onOpen, onRemove }: BookmarkListProps) {
  const { texts } = useI18n();
  const { bookmarks: words, saved } = texts.logs;
  if (bookmarks.length === 0) return <p className="hint">{words.empty}</p>;
  return (
    <>
      <ul className="named-list">
        {bookmarks.map((bookmark) => (
          <li key={`${bookmark.at.file}:${bookmark.at.offset}`}>
            <button type="button" className="named" onClick={() => onOpen(bookmark)}>
              {bookmark.words}
            </button>
            <button
              type="button"
              className="quiet"
              aria-label={words.remove(bookmark.words)}
              title={words.remove(bookmark.words)}
              onClick={() => onRemove(bookmark)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <p className="hint">{saved.note}</p>
    </>
  );
}
