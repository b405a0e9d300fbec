"""Ways for a letter to leave: e-mail now; a sender to Digital Post (MeMo) can be added beside it.

The setting LETTER_TRANSPORT names the class. A transport hands over one letter at a time and says for certain whether it
was taken, as far as it can: what it cannot tell is told to a person, and never sent again by itself.
"""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.utils import parseaddr
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.core import mail
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Outgoing:
    """A letter as it leaves. `message_id` is the try's own, so that a receiver can tell the same message sent twice.

    `files`: name, content and content type, the letter first.
    """

    message_id: UUID
    subject: str
    text: str
    to: Sequence[str]
    reply_to: str
    files: Sequence[tuple[str, bytes, str]]


class NotSent(Exception):
    """For certain not sent; `again`: whether it may go better later. The message says why, as the other end put it."""

    def __init__(self, detail: str, *, again: bool) -> None:
        self.again = again
        super().__init__(detail)


class Transport(Protocol):
    """`channel` is what the letter's page calls it; `needs_address`: whether each addressee must have an e-mail address."""

    channel: str
    needs_address: bool

    def send(self, message: Outgoing) -> str:
        """Hand the message over; gives what there is to tell about it (addresses that did not take it), or nothing.

        Raises NotSent if it was certainly not taken; any other exception leaves it unknown.
        """

    def was_sent(self, message_id: UUID) -> bool | None:
        """Whether a message that broke off was taken after all; None if there is no telling."""


class Email:
    """Through the mail server of the settings, one connection a letter, so that what breaks off breaks off for one."""

    channel = "e-mail"
    needs_address = True

    def send(self, message: Outgoing) -> str:
        server = mail.mailers.default
        try:
            server.open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(str(error), again=True)
        try:
            return self._hand_over(server, self._as_mail(message))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _said in error.recipients.values()]
            raise NotSent(_refusals(error), again=any(code < 500 for code in codes))
        except smtplib.SMTPResponseException as error:
            raise NotSent(f"{error.smtp_code} {_text(error.smtp_error)}", again=error.smtp_code < 500)
        finally:
            server.close()

    def was_sent(self, message_id: UUID) -> bool | None:
        return None  # mail servers do not tell

    @staticmethod
    def _hand_over(server, email: mail.EmailMessage) -> str:
        """As the server's `send_messages` does, but with its answer about each address."""
        connection = getattr(server, "connection", None)
        if not isinstance(connection, smtplib.SMTP):
            server.send_messages([email])
            return ""
        refused = connection.sendmail(
            settings.DEFAULT_FROM_EMAIL, email.recipients(), email.message(policy=policy.SMTP).as_bytes()
        )
        return _refusals(smtplib.SMTPRecipientsRefused(refused)) if refused else ""

    def _as_mail(self, message: Outgoing) -> mail.EmailMessage:
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        headers = {"Message-ID": f"<{message.message_id}@{domain}>"}
        email = mail.EmailMessage(
            " ".join(message.subject.split()),  # a header is one line
            message.text,
            to=list(message.to),
            reply_to=[message.reply_to],
            headers=headers,
        )
        for name, content, content_type in message.files:
            email.attach(name, content, content_type)
        return email


def transport() -> Transport:
    """The one that the settings name."""
    return import_string(settings.LETTER_TRANSPORT)()


def _refusals(error: smtplib.SMTPRecipientsRefused) -> str:
    return "; ".join(f"{address}: {code} {_text(said)}" for address, (code, said) in error.recipients.items())


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
