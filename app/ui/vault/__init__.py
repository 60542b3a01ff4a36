"""Before the window and over it: passphrase, recovery key, lock."""
