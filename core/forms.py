"""Base of all forms, and the cleaning of text that people type."""

from __future__ import annotations

import unicodedata

from flask_wtf import FlaskForm

from core.i18n import current_locale

ALLOWED_CONTROLS = {"\n", "\t"}


def clean_text(value: str | None) -> str:
    """Return text in NFC, without control or zero-width characters and outer space, lines ended by newlines."""
    if not value:
        return ""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c for c in text if c in ALLOWED_CONTROLS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return "".join(kept).strip()


class Form(FlaskForm):
    """A form with CSRF protection and messages in the language of the request."""

    class Meta(FlaskForm.Meta):
        """Language of WTForms' own messages."""

        @property
        def locales(self) -> list[str]:
            """Return the locale WTForms should use."""
            return ["zh"] if current_locale() == "zh" else ["en"]

        def bind_field(self, form: object, unbound_field: object, options: dict[str, object]) -> object:
            """Clean every text that is typed into a field."""
            filters = list(getattr(unbound_field, "kwargs", {}).get("filters", []))
            if _takes_text(unbound_field):
                options["filters"] = [_clean_if_text, *filters]
                unbound_field.kwargs.pop("filters", None)  # type: ignore[attr-defined]
            return super().bind_field(form, unbound_field, options)

    def errors_text(self) -> str:
        """Return all messages as one text, each with the label of its field."""
        parts: list[str] = []
        for name, messages in self.errors.items():
            label = self[name].label.text if name in self else ""
            parts.extend(f"{label}：{message}" if label else str(message) for message in messages)
        return "；".join(parts)


def _takes_text(unbound_field: object) -> bool:
    names = {cls.__name__ for cls in unbound_field.field_class.__mro__}  # type: ignore[attr-defined]
    return "StringField" in names and "PasswordField" not in names


def _clean_if_text(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value
