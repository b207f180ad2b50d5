"""Remembers which records are there already: MTX Watch sends a record again when it has not heard that it was stored."""

from collections import OrderedDict
from typing import Iterable, Optional

MOST = 100_000  # the oldest are forgotten


class KnownIds:
    def __init__(self, stored: Iterable[Optional[str]] = ()) -> None:
        self.ids: "OrderedDict[str, None]" = OrderedDict((each, None) for each in stored if each)

    def is_new(self, record_id: Optional[str]) -> bool:
        if record_id is None or record_id not in self.ids:
            if record_id is not None:
                self.ids[record_id] = None
                if len(self.ids) > MOST:
                    self.ids.popitem(last=False)
            return True
        return False
