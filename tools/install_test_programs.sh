#!/bin/sh
# Programs that tests drive for real and pip can't bring: a PostgreSQL server and a browser.
# As root on Debian or Ubuntu they are installed; elsewhere this says what is missing, and their tests are skipped.
set -eu

missing=""
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing=" postgresql"
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing >/dev/null; } ||
        echo "could not install:$missing; tests that need them are skipped" >&2
else
    echo "not installed:$missing; tests that need them are skipped." >&2
    echo "On Debian or Ubuntu: sudo apt-get install$missing" >&2
fi
