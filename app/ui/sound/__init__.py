"""Microphones and the loudspeaker."""
