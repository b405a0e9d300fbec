#!/bin/sh
# Makes .venv ready with the locked dependencies. Needs only sh and a Python 3.12 or newer somewhere.
# Quick, and without any network, when nothing has changed since the last time.
set -eu

UV_VERSION=0.13.9
OLDEST=312

cd "$(dirname "$0")/../.."

# The version of a Python as a number (3.12 is 312), or nothing if it does not run or is a preview.
version_of() {
    "$1" -c 'import sys; v = sys.version_info; v.releaselevel == "final" and print(v[0] * 100 + v[1])' 2>/dev/null || true
}

# The best Python on the machine: 3.13, which the project is written with, else the nearest that is new enough.
find_python() {
    best=
    best_distance=
    for candidate in \
        "${KONTAKT_PYTHON:-}" \
        python3.13 python3.12 python3.14 python3.15 python3 python \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/*/bin/python \
        "${HOME:-}"/.local/share/uv/python/cpython-*/bin/python3 \
        "${HOME:-}"/.local/bin/python3.* \
        /usr/local/bin/python3.[0-9]* /opt/homebrew/bin/python3.[0-9]* /opt/python*/bin/python3 \
        /Library/Frameworks/Python.framework/Versions/*/bin/python3; do
        [ -n "$candidate" ] || continue
        version=$(version_of "$candidate")
        [ -n "$version" ] && [ "$version" -ge "$OLDEST" ] || continue
        distance=$((version - 313))
        [ "$distance" -ge 0 ] || distance=$((-distance))
        if [ "$candidate" = "${KONTAKT_PYTHON:-}" ] || [ "$distance" = 0 ]; then
            best=$candidate
            break
        fi
        if [ -z "$best" ] || [ "$distance" -lt "$best_distance" ]; then
            best=$candidate
            best_distance=$distance
        fi
    done
    [ -z "$best" ] || "$best" -c 'import sys; print(sys.executable)'
}

no_python() {
    cat >&2 <<'MESSAGE'
Kontakt kræver Python 3.12 eller nyere, og den blev ikke fundet på denne maskine.

Installér én af disse, og kør kommandoen igen:
  Ubuntu 24.04 / Debian 13:   sudo apt install python3 python3-venv
  Fedora:                     sudo dnf install python3.13
  macOS (Homebrew):           brew install python@3.13
  Debian 12 og andre:         pyenv install 3.13      (https://github.com/pyenv/pyenv)
                        eller uv python install 3.13  (https://docs.astral.sh/uv)

Ligger den et usædvanligt sted, så angiv den: KONTAKT_PYTHON=/sti/til/python3 make run
MESSAGE
    exit 1
}

# uv: the one on the PATH if it works and is recent enough, else our own in .tools.
find_uv() {
    for candidate in uv .tools/uv/bin/uv; do
        case $("$candidate" --version 2>/dev/null || true) in
            "" | "uv 0."[0-7].*) ;;
            uv\ *) echo "$candidate"; return ;;
        esac
    done
}

install_uv() {
    echo "Henter uv $UV_VERSION til .tools …" >&2
    mkdir -p .tools
    rm -rf .tools/uv
    if ! "$1" -m venv .tools/uv >.tools/uv.log 2>&1; then
        cat .tools/uv.log >&2
        echo "$1 kan ikke lave et virtuelt miljø. På Debian og Ubuntu: sudo apt install python3-venv" >&2
        exit 1
    fi
    if ! .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" >.tools/uv.log 2>&1; then
        cat .tools/uv.log >&2
        echo "uv kunne ikke hentes. Er der forbindelse til PyPI?" >&2
        exit 1
    fi
}

python=
if [ -n "$(version_of .venv/bin/python)" ] && [ "$(version_of .venv/bin/python)" -ge "$OLDEST" ]; then
    python=.venv/bin/python
fi

stamp=.venv/.synced
wanted="$(pwd) $(cat pyproject.toml uv.lock | cksum)"
if [ -n "$python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

[ -n "$python" ] || python=$(find_python)
[ -n "$python" ] || no_python

uv=$(find_uv)
if [ -z "$uv" ]; then
    install_uv "$python"
    uv=.tools/uv/bin/uv
fi

echo "Installerer de låste pakker i .venv …" >&2
unset VIRTUAL_ENV
UV_PYTHON_DOWNLOADS=never "$uv" sync --frozen --compile-bytecode --quiet --python "$python"
echo "$wanted" >"$stamp"
