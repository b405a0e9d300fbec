"""Regions, labour market councils, municipalities, and the names that files call them by."""

from django.contrib import admin

from kontakt.ui.administration import Administration, LookOnly, NotDeleted
from municipalities.admin.searching import FoundByAnySpelling
from municipalities.models import AreaName, LabourMarketCouncil, Municipality, Region


@admin.register(Region)
class RegionAdministration(Administration):
    list_display = ("name", "code")
    search_fields = ("name", "code")
    ordering = ("name",)


@admin.register(LabourMarketCouncil)
class LabourMarketCouncilAdministration(Administration):
    list_display = ("name",)
    search_fields = ("name",)
    ordering = ("name",)


class OtherNames(LookOnly, admin.TabularInline):
    model = AreaName
    fields = ("name",)
    ordering = ("name",)
    extra = 0
    show_change_link = True


@admin.register(Municipality)
class MunicipalityAdministration(NotDeleted, FoundByAnySpelling, Administration):
    """The 98 are given by law: none is added or deleted here, and the code by which figures find them is fixed."""

    list_display = ("name", "code", "region", "office", "council")
    list_filter = ("office", "region", "council")
    list_select_related = ("region", "office", "council")
    search_fields = ("search_key", "code")
    ordering = ("sort_key",)
    fields = ("code", "name", "region", "office", "council")
    readonly_fields = ("code",)
    inlines = [OtherNames]

    def has_add_permission(self, request) -> bool:
        return False

    def get_sortable_by(self, request):
        return ("code", "region", "office", "council")  # by name is as it comes, in Danish order


@admin.register(AreaName)
class AreaNameAdministration(FoundByAnySpelling, Administration):
    list_display = ("name", "kind", "municipality")
    list_filter = ("kind", "municipality__office")
    list_select_related = ("municipality",)
    search_fields = ("search_key", "municipality__search_key")
    ordering = ("municipality__sort_key", "name")
    fields = ("name", "kind", "municipality")
