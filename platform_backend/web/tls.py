"""The platform's certificate: checked before anybody is served with it, exchanged without a restart."""

from __future__ import annotations

import logging
import ssl
import time
from pathlib import Path

from platform_backend.failures import CannotStart

#: A certificate that holds no longer than this is warned of, in seconds.
WARN_BEFORE_S = 14 * 24 * 3600.0

#: Verification results of OpenSSL that have words of their own.
_VERIFY = {9: "is not valid yet", 10: "has expired"}
_PEM_BEGIN, _PEM_END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"

_log = logging.getLogger(__name__)


class CertificateUnusable(CannotStart):
    """The certificate, its key or the clients' authority cannot be used; one sentence says why."""


class ServerTls:
    """`context` serves TLS 1.2 and newer with one certificate, also after `renew`."""

    def __init__(self, *, cert: Path, key: Path | None = None, client_ca: Path | None = None) -> None:
        """Read and check everything. Raises CertificateUnusable."""
        self._cert = cert
        self._key = key
        self.context = _context()
        self.holds_until = _load(self.context, cert, key)
        if client_ca is not None:
            try:
                self.context.load_verify_locations(client_ca)
            except (OSError, ssl.SSLError) as error:
                raise CertificateUnusable(
                    f"The authority of the clients' certificates {client_ca} cannot be used "
                    f"({_cause(error)}): give a PEM file with --tls-client-ca."
                ) from error
            self.context.verify_mode = ssl.CERT_REQUIRED

    def renew(self) -> None:
        """Read certificate and key again; new connections get them. What is unusable is said, no more."""
        try:
            # Tried on a context that nobody is served with: the old certificate stays until all is well.
            _load(_context(), self._cert, self._key)
            self.holds_until = _load(self.context, self._cert, self._key)
        except CertificateUnusable as error:
            _log.error("%s The former certificate stays in use.", error)
        else:
            _log.info("the certificate was renewed, it holds until %s", _date(self.holds_until))


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _load(context: ssl.SSLContext, cert: Path, key: Path | None) -> float:
    """Load certificate and key into `context`; until when it holds. Raises CertificateUnusable."""
    for path in (cert, key):
        try:
            if path is not None:
                path.open("rb").close()
        except OSError as error:
            raise CertificateUnusable(
                f"The certificate file {path} cannot be read ({error.strerror}): check --tls-cert and "
                "--tls-key."
            ) from error
    asked: list[bool] = []

    def password() -> str:
        # Without an answer here OpenSSL would ask on the terminal.
        asked.append(True)
        return ""

    try:
        context.load_cert_chain(cert, key, password=password)
    except ssl.SSLError as error:
        why = _why(error, cert, key)
        if asked:
            why = f"The key {key or cert} is protected by a password, which the platform cannot give"
        raise CertificateUnusable(f"{why}: check --tls-cert and --tls-key.") from error
    return _holds_until(context, cert)


def _why(error: ssl.SSLError, cert: Path, key: Path | None) -> str:
    if error.reason == "KEY_VALUES_MISMATCH":
        return f"The key {key or cert} is not that of the certificate {cert}"
    if key is None:
        return f"{cert} does not hold a PEM certificate and its key ({_cause(error)})"
    return f"{cert} and {key} are no PEM certificate and key ({_cause(error)})"


def _holds_until(context: ssl.SSLContext, cert: Path) -> float:
    """Shake hands with ourselves: a certificate that nobody would accept is found before the first client."""
    first = cert.read_text(encoding="ascii", errors="replace").partition(_PEM_BEGIN)[2].partition(_PEM_END)[0]
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    # It need not be known who issued it, that is the consoles' business.
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    client.load_verify_locations(cadata=f"{_PEM_BEGIN}{first}{_PEM_END}\n")
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server)
    answering = context.wrap_bio(to_server, to_client, server_side=True)
    try:
        for side in (asking, answering, asking):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
        until = ssl.cert_time_to_seconds(str((asking.getpeercert() or {})["notAfter"]))
    except ssl.SSLCertVerificationError as error:
        why = _VERIFY.get(error.verify_code, f"cannot serve consoles ({error.verify_message})")
        raise CertificateUnusable(
            f"The certificate {cert} {why}: have it renewed, or check this machine's clock."
        ) from error
    except (ssl.SSLError, KeyError, ValueError) as error:
        raise CertificateUnusable(f"The certificate {cert} cannot be used ({_cause(error)}).") from error
    if until < time.time() + WARN_BEFORE_S:
        _log.warning("the certificate %s holds only until %s", cert, _date(until))
    return until


def _cause(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
    return str(reason).replace("_", " ").lower()


def _date(moment: float) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(moment))
