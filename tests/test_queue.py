"""Sending work never keeps anybody waiting for long: it is written down, and the sweep finds it."""

import socket
import threading

from celery import Celery
from django.conf import settings

from kontakt import queue


def test_a_broker_that_takes_connections_and_says_nothing_is_given_up(monkeypatch):
    hurried = {
        name: value / 10 if name.startswith("socket_") else value for name, value in settings.REDIS_OPTIONS.items()
    }
    with socket.create_server(("127.0.0.1", 0)) as silent:
        app = Celery("prøve", broker=f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        app.conf.broker_transport_options = hurried
        monkeypatch.setattr(queue, "app", app)
        sent = threading.Thread(target=queue._send, args=["followups.tasks.propose", ()], daemon=True)
        sent.start()
        sent.join(timeout=5)
        assert not sent.is_alive()
