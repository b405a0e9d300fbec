"""A WSGI application that says, in a header, how many seconds it worked on each request."""

from time import perf_counter

from municipalities.bench.scratch_database import WORKED_HEADER


def timed(application):
    def timed_application(environ, start_response):
        started = perf_counter()

        def timed_start(status, headers, *exc_info):
            return start_response(status, [*headers, (WORKED_HEADER, f"{perf_counter() - started:.6f}")], *exc_info)

        return application(environ, timed_start)

    return timed_application
