"""PolicyDesk (制度台): write a company's rules and make people follow them."""

__version__ = "0.1.0"
