"""How the web server runs in service: `gunicorn --config kontakt/gunicorn.py kontakt.wsgi`.

Given as a file, not as a module: gunicorn's master then knows nothing of Kontakt's code, and a reload (SIGHUP) starts
workers with the code that lies there now. Where it listens is told on the command line (`--bind`), by systemd's socket,
or in GUNICORN_CMD_ARGS.
"""

import os

from gunicorn.workers.gthread import ThreadWorker

# Processes, and requests at a time in each. Every thread keeps a connection to the database of its own.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = False  # see above: what the master has loaded, a reload would not load anew

# Seconds. A worker that is stuck is killed; one that is asked to stop finishes what it has begun.
timeout = 60
graceful_timeout = 30
keepalive = 5

# Renewed now and then, not all at a time, against memory that grows.
max_requests = 5000
max_requests_jitter = 500

# The proxy's address is in X-Forwarded-For; whether it is believed, Django's settings say (TRUSTED_PROXIES).
accesslog = "-"
access_log_format = '%({x-forwarded-for}i)s "%(r)s" %(s)s %(b)s %(M)s ms'
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112 (the heartbeat: never on a slow disk)
control_socket_disable = True


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
