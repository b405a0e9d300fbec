"""A reverse proxy in small: asks one web process after the other, and waits a while for one to come back."""

import itertools
import selectors
import socket
import threading
import time

TRIES_FOR = 20.0  # seconds, for one that comes back, as under systemd or after a crash


class Balancer:
    """Listens on this machine. A connection that is refused is tried elsewhere; one that was taken is not."""

    def __init__(self, ports: list[int]) -> None:
        self._turns = itertools.cycle(ports)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            until = time.monotonic() + TRIES_FOR
            while time.monotonic() < until:
                try:
                    web = socket.create_connection(("127.0.0.1", next(self._turns)), timeout=2)
                except OSError:
                    time.sleep(0.05)
                else:
                    with web:
                        _pass_on(client, web)
                    return


def _pass_on(client: socket.socket, web: socket.socket) -> None:
    with selectors.DefaultSelector() as waiting:
        waiting.register(client, selectors.EVENT_READ, web)
        waiting.register(web, selectors.EVENT_READ, client)
        while True:
            for key, _ in waiting.select(timeout=90):
                try:
                    data = key.fileobj.recv(65536)
                    if data:
                        key.data.sendall(data)
                except OSError:
                    return
                if not data:
                    return
