"""How many messages wait in the queue, of whichever kind it is."""

import logging

from kombu.exceptions import ChannelError, OperationalError

from kontakt.celery import app

logger = logging.getLogger(__name__)

SECONDS = 2  # as long a broker that is away is waited for


def waiting_messages() -> int | None:
    """Those that no worker has taken yet; None if the queue does not answer."""
    options = dict(app.conf.broker_transport_options or {})
    if app.conf.broker_url.startswith("redis"):
        options |= {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS, "max_retries": 1}
    try:
        with app.connection_for_read(connect_timeout=SECONDS, transport_options=options) as link:
            queue = app.conf.task_default_queue
            return link.default_channel.queue_declare(queue=queue, passive=True).message_count
    except ChannelError:  # nothing has been sent yet, or all has been taken: the queue is gone with its last message
        return 0
    except (OperationalError, OSError):
        logger.warning("The queue does not answer", exc_info=True)
        return None
