"""Pure checks of a note against its transcript. No model, no I/O: run again on every edit."""
