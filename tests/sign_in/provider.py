"""An OpenID Connect provider to sign in with: HTTP on this machine, and tokens that are really signed."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "kontakt", "the-secret-of-kontakt"
_KEY, _ANOTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


@dataclass
class Provider:
    """`claims`: what it says of whoever signs in. `token`: claims of the ID token that differ; None leaves one out."""

    url: str = ""
    claims: dict = field(default_factory=dict)
    token: dict = field(default_factory=dict)
    userinfo: dict = field(default_factory=dict)
    forged: bool = False
    asked: dict = field(default_factory=dict)  # by code: what the sign-in page was asked

    def discovery(self, asked) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/userinfo",
        }

    def keys(self, asked) -> dict:
        key = jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True)
        return {"keys": [key | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked) -> str:
        """Whoever asks signs in at once, and is sent back."""
        assert (asked["client_id"], asked["response_type"]) == (CLIENT_ID, "code")
        assert {"openid", "email"} <= set(asked["scope"].split())
        code = secrets.token_urlsafe()
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, asked) -> dict:
        before = self.asked.pop(asked["code"])
        assert (asked["client_id"], asked["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
        assert asked["redirect_uri"] == before["redirect_uri"]
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        assert before["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 60, "nonce": before["nonce"]}
        said = {name: value for name, value in (said | self.claims | self.token).items() if value is not None}
        id_token = jwt.encode(said, _ANOTHER_KEY if self.forged else _KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "open", "token_type": "Bearer", "id_token": id_token}

    def user_info(self, asked) -> dict:
        return self.claims | self.userinfo


@contextmanager
def running():
    provider = Provider()
    pages = {
        "/.well-known/openid-configuration": provider.discovery,
        "/keys": provider.keys,
        "/authorize": provider.authorize,
        "/token": provider.tokens,
        "/userinfo": provider.user_info,
    }

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            self._answer(urlsplit(self.path).query)

        def do_POST(self):
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, form: str) -> None:
            asked = {name: values[0] for name, values in parse_qs(form).items()}
            try:
                answer = pages[urlsplit(self.path).path](asked)
            except (AssertionError, KeyError):
                self.send_error(400)
                return
            self.send_response(302 if isinstance(answer, str) else 200)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            body = b"" if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
