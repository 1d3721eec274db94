#!/usr/bin/env bash
# A real browser for the evenings in tests/evenings: there already, or from the system's packages, or asked for.
set -euo pipefail

PACKAGES=(chromium fonts-noto-cjk fonts-noto-core)

command -v chromium >/dev/null && exit 0

if command -v apt-get >/dev/null; then
    as_root=()
    if [ "$(id -u)" != 0 ]; then
        as_root=(sudo -n)
    fi
    if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
        echo "setting up: a browser for the tests" >&2
        if "${as_root[@]}" apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq "${PACKAGES[@]}" >/dev/null; then
            command -v chromium >/dev/null && exit 0
        fi
    fi
fi

echo "the browser tests want the command \`chromium\`, and it is not here" >&2
echo >&2
echo "hint: sudo apt-get install ${PACKAGES[*]}, or put a chromium of your own on the PATH" >&2
exit 3
