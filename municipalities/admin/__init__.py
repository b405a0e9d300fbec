"""The administration's pages for reference data (DOMAIN.md section 4): a file for each concept."""

from municipalities.admin import (
    assessments,
    contacts,
    corrections,
    deliveries,
    exemptions,
    geography,
    indicators,
    schemes,
    sources,
)

__all__ = [
    "assessments", "contacts", "corrections", "deliveries", "exemptions", "geography", "indicators", "schemes", "sources",
]  # fmt: skip
