"""The people in the municipalities that the ministry writes to."""

from django.contrib import admin

from kontakt.ui.administration import Administration
from municipalities.admin.periods import ShowsPeriod, ValidityFilter
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.models import Contact


@admin.register(Contact)
class ContactAdministration(ShowsPeriod, FoundByAnySpelling, Administration):
    change_list_template = "admin/municipalities/contact/change_list.html"
    list_display = ("name", "role", "municipality", "email", "phone", "first_day", "last_day")
    list_filter = (ValidityFilter, "role", "municipality__office")
    list_select_related = ("municipality",)
    search_fields = ("name", "email", "municipality__search_key")
    ordering = ("municipality__sort_key", "role", "-valid_from")
    date_hierarchy = "valid_from"
    fields = ("municipality", "role", "name", "email", "phone", ("valid_from", "valid_to"))
