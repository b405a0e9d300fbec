"""`make release-check`: a version is put into service on this machine as it would be in production, while people work."""
