"""TLS as a console speaks it: one context for everything it asks, and words for what can be wrong."""

from __future__ import annotations

import os
import ssl
from typing import Final

import msgspec

#: OpenSSL's verdicts on a certificate (x509_vfy.h).
_NOT_YET_VALID: Final = 9
_EXPIRED: Final = 10
_UNKNOWN_AUTHORITY: Final = frozenset({2, 18, 19, 20, 21})
_WRONG_NAME: Final = frozenset({62, 64})
#: How deep the cause of an error is looked for.
_DEPTH: Final = 8


class TlsUnusable(Exception):
    """A certificate or key of this workstation cannot be used; the text is a sentence with its path."""


class TlsFault(msgspec.Struct, frozen=True):
    """What is wrong between console and platform: `why` an ASCII token, `sentence` the same in English."""

    why: str
    sentence: str


class TlsFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Paths of PEM files. With `ca` only platforms whose certificate it signed are believed; without it,
    those that the system believes. `client_cert` and `client_key` show who this workstation is.
    """

    ca: str | None = None
    client_cert: str | None = None
    client_key: str | None = None

    def context(self) -> ssl.SSLContext:
        """The context for every connection to the platform. Raises TlsUnusable."""
        try:
            context = ssl.create_default_context(cafile=self.ca)
        except (OSError, ssl.SSLError) as error:
            raise _unusable("authority", self.ca, error) from error
        if self.client_cert is not None:
            try:
                # Without a password at hand OpenSSL would ask for one on the terminal and wait.
                context.load_cert_chain(self.client_cert, self.client_key, password=_no_password)
            except (OSError, ssl.SSLError, _Encrypted) as error:
                raise _unusable("client certificate", self.client_cert, error) from error
        return context

    def authority_file(self) -> str | None:
        """The file of authorities for libraries that must be told: the one set here, or the system's."""
        if self.ca is not None:
            return self.ca
        paths = ssl.get_default_verify_paths()
        return next((path for path in (paths.cafile, *_SYSTEM_FILES) if path and os.path.exists(path)), None)


#: Where distributions keep the authorities in one file, for a Python that was built elsewhere.
_SYSTEM_FILES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


def tls_fault(error: BaseException, *, host: str) -> TlsFault | None:
    """What a failed connection to `host` says about certificates; None when they are not the reason."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _verdict(cause, host)
        if isinstance(cause, ssl.SSLError):
            return _alert(cause, host)
    return None


def cut_short(host: str) -> TlsFault:
    """What can be said of a platform that ends a secure connection before it answers anything.

    With TLS 1.3 the lack of a client certificate shows only after the handshake, and many servers then hang
    up without the alert that would say so.
    """
    return TlsFault(
        "tls_cut",
        f"{host} ended the secure connection without a word. If that lasts it may want a certificate of this "
        "workstation: client_cert and client_key under [connection] in the settings.",
    )


def _verdict(error: ssl.SSLCertVerificationError, host: str) -> TlsFault:
    code = error.verify_code
    if code == _EXPIRED:
        return TlsFault("certificate_expired", f"The certificate of {host} has expired.")
    if code == _NOT_YET_VALID:
        return TlsFault(
            "certificate_not_yet_valid",
            f"The certificate of {host} is not valid yet: check this workstation's clock.",
        )
    if code in _WRONG_NAME:
        return TlsFault("certificate_name", f"The certificate shown by {host} is for another name.")
    if code in _UNKNOWN_AUTHORITY:
        return TlsFault(
            "certificate_authority",
            f"The certificate of {host} is signed by an authority that is not known here: "
            "name its file as ca under [connection] in the settings.",
        )
    return TlsFault("certificate", f"The certificate of {host} cannot be believed: {error.verify_message}.")


def _alert(error: ssl.SSLError, host: str) -> TlsFault:
    # An end of the stream is an SSLError without a reason of its own.
    reason = getattr(error, "reason", None) or ""
    if "CERTIFICATE_REQUIRED" in reason or "HANDSHAKE_FAILURE" in reason or "UNKNOWN_CA" in reason:
        return TlsFault(
            "client_certificate",
            f"{host} wants a certificate of this workstation: "
            "name client_cert and client_key under [connection] in the settings.",
        )
    if reason in ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"):
        return TlsFault("no_tls", f"What answers at {host} does not speak TLS.")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return cut_short(host)
    return TlsFault("tls", f"No secure connection to {host} could be made ({reason or error}).")


def _causes(error: BaseException) -> list[BaseException]:
    """The error, what it came from, and so on."""
    found: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and len(found) < _DEPTH:
        found.append(following)
        following = following.__cause__ or following.__context__
    return found


class _Encrypted(Exception):
    """The key wants a password."""


def _no_password() -> str:
    raise _Encrypted("the key is encrypted; keep one that is not, readable by this user alone")


def _unusable(what: str, path: str | None, error: Exception) -> TlsUnusable:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return TlsUnusable(f"The {what} {path} cannot be used ({words}).")
