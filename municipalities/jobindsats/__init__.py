"""The figures fetched from Jobindsats by themselves: asked for, kept as they came, and delivered like any file."""
