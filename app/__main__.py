"""`python -m app` is `saegim`."""

from app.main import main

if __name__ == "__main__":
    main()
