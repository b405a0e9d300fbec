"""The analyst's pages: /udforsk/ and a page for each chart."""
