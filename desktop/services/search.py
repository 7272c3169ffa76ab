"""Full text search over policies, projects and records."""

from desktop.models.errors import Refused
from desktop.services.library import Library
from desktop.storage.search_index import Found, find

__all__ = ["Found", "search"]

MOST_HITS = 10_000
LONGEST_QUERY = 1_000


def search(library: Library, query: str, limit: int = 50) -> tuple[Found, ...]:
    """What `query` finds, best first. Several words must all occur; a Latin word is found by its
    beginning, Chinese text from one character on. Any query is safe."""
    if not 1 <= limit <= MOST_HITS:
        raise Refused("limit-out-of-range", limit=limit, most=MOST_HITS)
    with library.read() as session:
        return tuple(find(session, query[:LONGEST_QUERY], limit))
