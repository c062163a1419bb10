# Read by the scripts beside it: goes to the project folder and finds Python 3.11 or newer, $systeempython.
set -eu
cd "$(dirname "$0")/.."
export PYTHONPATH="$PWD"

nieuw_genoeg='import sys; sys.exit(sys.version_info < (3, 11))'
# That of the distribution first, if it can make an environment: compiled with more care than that of pyenv, it takes a fifth less time.
if /usr/bin/python3 -c "import ensurepip; $nieuw_genoeg" 2>/dev/null; then
    kandidaten=/usr/bin/python3
else
    kandidaten="python3 python3.14 python3.13 python3.12 python3.11"
fi
for kandidaat in $kandidaten; do
    if "$kandidaat" -c "$nieuw_genoeg" 2>/dev/null; then
        systeempython=$kandidaat
        break
    fi
done
if [ -z "${systeempython:-}" ]; then
    echo "Python 3.11 of nieuwer is niet gevonden. Installeer die eerst (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python)." >&2
    exit 1
fi
if [ "$(uname)" = Darwin ]; then
    # Where Homebrew puts Pango; Python does not look there by itself.
    export DYLD_FALLBACK_LIBRARY_PATH="${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}"
fi
