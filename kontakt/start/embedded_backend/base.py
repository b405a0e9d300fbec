"""The backend's connection. Django looks for it by this module's name."""

from pathlib import Path

from django.db.backends.postgresql import base, client
from django.db.utils import OperationalError

from kontakt.start.embedded import Server, server
from kontakt.start.embedded_place import EmbeddedDatabaseError


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the server's own psql."""

    def runshell(self, parameters):
        embedded = self.connection.embedded
        embedded.ensure_running()
        self.executable_name = str(embedded.program("psql"))
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server with the first connection, and again if it was killed since."""

    client_class = DatabaseClient

    @property
    def embedded(self) -> Server:
        return server(Path(self.settings_dict["DATA_DIR"]))

    def get_new_connection(self, conn_params):
        try:
            if not self.embedded.in_use:
                self.embedded.ensure_running()
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError as error:
                if error.sqlstate is not None:  # the server answered, and said no
                    raise
                self.embedded.ensure_running()
                return super().get_new_connection(conn_params)
        except EmbeddedDatabaseError as error:
            raise OperationalError(str(error)) from error
