"""A page that opens with its password and without the server: for the day on which the network, or the office, fails.

The file carries everything it needs. Its content is encrypted with AES-256 in GCM, under a key that PBKDF2 (RFC 8018)
draws from the password: 600,000 rounds of SHA-256, as OWASP's password storage sheet advises. The browser opens it with
the Web Cryptography API, which files from the disk may use.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.template import loader

ROUNDS = 600_000
SALT_BYTES, NONCE_BYTES = 16, 12
SCRIPT = (Path(__file__).parent / "sealed.js").read_text(encoding="utf-8")


def sealed_page(content: str, *, title: str, password: str) -> str:
    """Give an HTML file that asks for the password and then shows the content.

    `content` is HTML that runs no script. `title` stands outside the seal: it may name the day, never a person.
    """
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ROUNDS)
    sealed = AESGCM(key).encrypt(nonce, content.encode(), None)
    parts = {name: b64encode(part).decode() for name, part in (("salt", salt), ("nonce", nonce), ("sealed", sealed))}
    return loader.render_to_string(
        "nhsuk/sealed/page.jinja",
        {"title": title, "rounds": ROUNDS, "script": SCRIPT, "script_hash": _hash(SCRIPT), **parts},
        using="jinja2",
    )


def _hash(script: str) -> str:
    """Name a script in the page's own security policy, so that nothing else in the file can run."""
    return f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
