"""What every page's frame shows."""


def page_frame(request):
    return {}
