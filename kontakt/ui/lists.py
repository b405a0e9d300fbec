"""A list page: filtered, sorted and paged, all of it in the address; exported exactly as it is filtered."""

from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from kontakt.replica import reading_from_replica
from kontakt.ui.exports import table_response


class ListView(SingleTableMixin, FilterView):
    """A table under a filter bar. `?export=csv|xlsx` gives every row the filter leaves, as a file called `export_name`.

    A table may name hidden columns to export as well, in `exported_too`.
    """

    def export_name(self) -> str:
        raise NotImplementedError

    def get_strict(self) -> bool:
        return False  # an odd value in the address filters nothing; the form says what is wrong

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        file_format = request.GET.get("export")
        if file_format not in ("csv", "xlsx"):
            return response
        with reading_from_replica():
            table = self.get_table(**self.get_table_kwargs())
            return table_response(
                table, file_format=file_format, name=self.export_name(), also=getattr(table, "exported_too", ())
            )
