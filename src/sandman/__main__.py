"""`python -m sandman`."""

from sandman.cli import main

if __name__ == "__main__":
    main()
