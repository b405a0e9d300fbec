"""Searching for municipalities as people write them: "århus" finds Aarhus, "høje taastrup" Høje-Taastrup."""

from municipalities.names import search_key


class FoundByAnySpelling:
    """A list whose `search_fields` hold a municipality's `search_key`, beside others that are searched as written."""

    def get_search_results(self, request, queryset, search_term):
        as_written, some_twice = super().get_search_results(request, queryset, search_term)
        by_key, some_twice_too = super().get_search_results(request, queryset, search_key(search_term))
        return as_written | by_key, some_twice or some_twice_too
