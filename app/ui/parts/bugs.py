"""A bug's trace for the log, without the words of the error: those may hold what was said in a consultation."""

import traceback


def frames_of(error: BaseException) -> str:
    """File, line and function of each frame; neither the message nor any value."""
    return "\n".join(f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__))
