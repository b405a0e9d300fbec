"""A mail server that remembers what it took: one message at a time, and not too fast."""

import email
import email.policy
import time
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from kontakt.start.servers import free_port


class MailServer:
    """`taken`: the messages that it answered "250 OK" to, or was about to when the other end went away."""

    def __init__(self, *, seconds_each: float) -> None:
        self.taken: list[email.message.EmailMessage] = []
        self._seconds_each = seconds_each

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - its name in aiosmtpd
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        time.sleep(self._seconds_each)
        return "250 OK"

    def message_ids(self) -> list[str]:
        """The numbers before the domain, in the order the messages came."""
        return [message["Message-ID"].strip("<>").partition("@")[0] for message in list(self.taken)]

    def first_addressees(self) -> list[str]:
        return [message["To"].addresses[0].addr_spec for message in self.taken]


@contextmanager
def mail_server(*, seconds_each: float = 0) -> Iterator[tuple[MailServer, int]]:
    """A running server and its port."""
    handler, port = MailServer(seconds_each=seconds_each), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()
