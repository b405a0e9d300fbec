"""What the pieces of screen need to be set up once in a process."""

import functools
from weakref import WeakKeyDictionary

import django_tables2.utils
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "kontakt.ui"
    verbose_name = _("Pieces of screen")

    def ready(self):
        from django.contrib import admin

        django_tables2.utils.signature = remembered(django_tables2.utils.signature)
        admin.site.site_url = None  # the way back has words of its own, in templates/admin/base_site.html
        admin.site.site_header = admin.site.site_title = _("Kontakt – administration")
        admin.site.index_title = _("Administration")


def remembered(signature):
    """django-tables2 asks for the arguments of a column's `render` anew for each cell, which took a sixth of a long
    table's page. They are those of the function, whatever table it is bound to."""
    known: WeakKeyDictionary = WeakKeyDictionary()

    @functools.wraps(signature)
    def signature_of(method):
        function = getattr(method, "__func__", method)
        if function not in known:
            known[function] = signature(method)
        return known[function]

    return signature_of
