"""教研桌面 (Jiaoyan Desktop): the desk of a township primary school's teaching director."""

__version__ = "0.1.0"
