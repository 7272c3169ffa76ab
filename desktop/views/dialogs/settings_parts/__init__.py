"""The sections of the settings: each a widget that applies at once what is changed in it."""
