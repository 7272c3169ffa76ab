"""The small widgets that every page is made of; each file one kind. No words of a page here."""
