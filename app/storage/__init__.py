"""The encrypted vault: SQLCipher through sqlite-utils. The only place that imports them."""
