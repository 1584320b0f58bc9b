"""What is told about how this machine plays video."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def output_words(output: str) -> str:
    """Who decodes and draws, by the video workers' word for it; one that is not known is shown as it is."""
    match output:
        case "software":
            return translate("StatusStrip", "software decoding")
        case "hardware":
            return translate("StatusStrip", "hardware decoding")
        case "fallback":
            return translate("StatusStrip", "software decoding, hardware failed")
    return output
