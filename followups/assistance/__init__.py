"""Assistance: requests to the regional offices, and the courses of help that come of them (DOMAIN.md sections 2, 3, 7)."""
