#!/usr/bin/env bash
# Says plainly what is missing when the web app cannot be built here.
set -euo pipefail

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "the web app is built with Node 20 or newer and npm, and this machine has none" >&2
    echo >&2
    echo "hint: install them (Debian and Ubuntu: apt-get install nodejs npm; macOS: brew install node)" >&2
    exit 3
fi

if ! node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; then
    echo "the web app is built with Node 20 or newer, and this is $(node --version)" >&2
    echo >&2
    echo "hint: install a newer Node, from your system or nodejs.org" >&2
    exit 3
fi
