"""Every role of Qt's palette from our tokens: what no style sheet touches comes from here."""

from PySide6.QtGui import QColor, QPalette

from desktop.views.theme.tokens import Tokens

__all__ = ["qt_palette"]


def qt_palette(tokens: Tokens) -> QPalette:
    """The palette of the application: active, inactive and disabled."""
    made = QPalette()
    for role, colour in _everywhere(tokens).items():
        made.setColor(QPalette.ColorGroup.All, role, colour)
    inactive, disabled = QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled
    made.setColor(inactive, QPalette.ColorRole.Highlight, tokens.sel_inactive)
    made.setColor(inactive, QPalette.ColorRole.HighlightedText, tokens.text)
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
        QPalette.ColorRole.PlaceholderText,
        QPalette.ColorRole.Link,
    ):
        made.setColor(disabled, role, tokens.disabled)
    made.setColor(disabled, QPalette.ColorRole.Base, tokens.sunken)
    made.setColor(disabled, QPalette.ColorRole.Button, tokens.sunken)
    made.setColor(disabled, QPalette.ColorRole.Highlight, tokens.sel_inactive)
    made.setColor(disabled, QPalette.ColorRole.Accent, tokens.disabled)
    return made


def _everywhere(tokens: Tokens) -> dict[QPalette.ColorRole, QColor]:
    role = QPalette.ColorRole
    return {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.sel,
        role.HighlightedText: tokens.sel_text,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Accent: tokens.accent,
        # What Fusion draws its own edges and bevels with.
        role.Light: tokens.raised,
        role.Midlight: tokens.line,
        role.Mid: tokens.line_strong,
        role.Dark: tokens.field_edge,
        role.Shadow: tokens.text3,
    }
