"""The window: asks workflows, reads the store, never writes."""
