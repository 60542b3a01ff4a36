"""What every screen is made of: looks, commands, notices, background tasks, small widgets. It knows no screen."""
