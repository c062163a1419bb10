"""What proves that a frozen document is still the same."""

import hashlib
import json


def controlegetal(inhoud: dict) -> str:
    """SHA-256 (hex) of a JSON document, the same however its file was laid out."""
    return hashlib.sha256(json.dumps(inhoud, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
