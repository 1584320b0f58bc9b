"""Certificates for tests: an authority of their own, and platforms that show what it signed."""

from __future__ import annotations

import datetime
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority, its certificate in the file `ca`."""

    authority: trustme.CA
    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Authority:
        """A new authority that keeps its files in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(trustme.CA(), folder)
        made.authority.cert_pem.write_to_path(folder / "ca.pem")
        return made

    @property
    def ca(self) -> str:
        """The file of the authority's certificate."""
        return str(self.folder / "ca.pem")

    def server(
        self, name: str = "127.0.0.1", *, valid_days: tuple[int, int] = (-2, 1), clients: bool = False
    ) -> ssl.SSLContext:
        """What a server called `name` shows, valid between two days from now; `clients`: asks for theirs."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._issue(name, valid_days).configure_cert(context)
        if clients:
            context.verify_mode = ssl.CERT_REQUIRED
            self.authority.configure_trust(context)
        return context

    def files(self, name: str = "127.0.0.1") -> tuple[str, str]:
        """The files of a certificate and of its key."""
        issued = self._issue(name, (-2, 1))
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        certificate.unlink(missing_ok=True)
        for blob in issued.cert_chain_pems:
            blob.write_to_path(certificate, append=True)
        issued.private_key_pem.write_to_path(key)
        return str(certificate), str(key)

    def _issue(self, name: str, valid_days: tuple[int, int]) -> trustme.LeafCert:
        now = datetime.datetime.now(datetime.UTC)
        first, last = (now + datetime.timedelta(days=day) for day in valid_days)
        return self.authority.issue_cert(name, not_before=first, not_after=last)
