"""What a page tells its reader."""


def said(response) -> list[str]:
    """The messages at the top of the page, in their order."""
    return [str(message) for message in response.context["messages"]]
