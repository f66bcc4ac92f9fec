import base64
import hashlib
import hmac
import json
import os
import time
import uuid
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "5175"))
ORIGIN = os.environ.get("PAGE_ORIGIN", "http://localhost:5175")
PARTNER_ID = os.environ.get("PARTNER_ID", "ptn_00000000-0000-4000-8000-000000000000")
SECRET = os.environ.get("PARTNER_SECRET", "vaps_demonstration-only-everybody-knows-this-secret")


def signed_in(request):
    """Put your own session here: who is not signed in at your site gets no token."""
    return {"id": "user-1", "name": "Dr Amal Haddad"}


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def assertion(user):
    now = int(time.time())
    header = {"alg": "HS256", "typ": "partner+jwt"}
    claims = {
        "iss": PARTNER_ID,
        "sub": user["id"],
        "aud": "voiceassist",
        "iat": now,
        "exp": now + 120,
        "jti": str(uuid.uuid4()),
        "origin": ORIGIN,
        "name": user["name"],
    }
    signed = b".".join(encode(json.dumps(part).encode()) for part in (header, claims))
    return signed + b"." + encode(hmac.digest(SECRET.encode(), signed, hashlib.sha256))


class Site(SimpleHTTPRequestHandler):
    def do_POST(self):
        user = signed_in(self) if self.path == "/token" else None
        self.send_response(200 if user else 401)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if user:
            self.wfile.write(assertion(user))


print(ORIGIN, f"(port {PORT})", flush=True)
ThreadingHTTPServer(("localhost", PORT), partial(Site, directory="public")).serve_forever()
