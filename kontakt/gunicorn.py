"""How the web server runs in service: `gunicorn --config kontakt/gunicorn.py kontakt.wsgi`.

Given as a file, not as a module: gunicorn's master then knows nothing of Kontakt's code, and a reload (SIGHUP) starts
workers with the code that lies there now. Where it listens is told on the command line (`--bind`), by systemd's socket,
or in GUNICORN_CMD_ARGS.
"""

import os
import shutil
import tempfile

from gunicorn.workers.gthread import ThreadWorker

# Processes (two for each processor), and requests at a time in each: the threads of a process take turns, so that twenty
# people wait half as long for four processes of two as for two of four. Each thread keeps a connection to the database.
workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
threads = 2
preload_app = False  # see above: what the master has loaded, a reload would not load anew

# Seconds. A worker that is stuck is killed; one that is asked to stop finishes what it has begun.
timeout = 60
graceful_timeout = 30
keepalive = 5

# Renewed now and then, not all at a time, against memory that grows.
max_requests = 5000
max_requests_jitter = 500

accesslog = None  # Kontakt writes a line for each request itself (kontakt/operations/middleware.py)
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112 (the heartbeat: never on a slow disk)
control_socket_disable = True

# The master's own lines, as the processes' (kontakt/operations/logs.py). A setting in `.env` alone is not known here.
if os.environ.get("KONTAKT_LOG_FORMAT", "json" if os.environ.get("DATABASE_URL") else "plain") == "json":
    logconfig_dict = {
        "root": {"level": "WARNING", "handlers": ["console"]},
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
        "formatters": {
            "generic": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "traceback"},
            }
        },
    }

# Where the processes count requests together (kontakt/operations/requests_measured.py): a folder for each master, made when
# it starts, also one that a running master starts in its place (SIGUSR2); a reload keeps the one there is.
if os.environ.get("KONTAKT_WEB_MASTER") != str(os.getpid()):
    os.environ["KONTAKT_WEB_MASTER"] = str(os.getpid())
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="kontakt-requests-")


def pre_fork(server, worker) -> None:
    """The first place that no living process has."""
    taken = {other.place for other in server.WORKERS.values()}
    worker.place = next(place for place in range(len(taken) + 1) if place not in taken)


def post_fork(server, worker) -> None:
    os.environ["KONTAKT_WEB_PLACE"] = str(worker.place)


def on_exit(server) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


class Worker(ThreadWorker):
    """Threads; and whoever has got through to it is answered when it is asked to stop.

    gunicorn's own stops accepting and keeps the socket until its requests are through: those who connect meanwhile are
    never answered. Here they are taken in first, and the socket is closed at once: whoever comes then is refused, and the
    proxy asks another.
    """

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for listener in self.sockets:
            for _ in range(25 * self.cfg.threads):  # as many as can be answered in the time there is
                before = self.nr_conns
                self.accept(listener)
                if self.nr_conns == before:
                    break
            listener.close()


worker_class = Worker
