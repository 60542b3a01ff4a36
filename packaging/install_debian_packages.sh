#!/usr/bin/env bash
# Installs what debian-packages.txt lists and the machine lacks. Without root it prints the line to run, and goes on.
set -euo pipefail
cd "$(dirname "$0")"

command -v dpkg-query apt-get >/dev/null || {
    echo "Not a Debian system: install the counterparts of packaging/debian-packages.txt yourself if a test asks for one." >&2
    exit 0
}

is_installed() { dpkg-query --show --showformat='${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii'; }

# A line may name one library's package in a later and an earlier release: "new | old".
is_any_installed() { for name in ${1//|/ }; do if is_installed "$name"; then return 0; fi; done; return 1; }
known_of() { for name in ${1//|/ }; do if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; return; fi; done; echo "${1%% *}"; }
names_of_missing() { for line in "${missing[@]}"; do known_of "$line"; done; }

missing=()
while IFS= read -r line; do
    if ! is_any_installed "$line"; then missing+=("$line"); fi
done < <(grep -v -e '^#' -e '^$' debian-packages.txt)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if [ "$(id -u)" -ne 0 ]; then
    echo "Some tests need Debian packages that are not installed. Install them with:" >&2
    echo "    sudo apt-get install --no-install-recommends $(names_of_missing | tr '\n' ' ')" >&2
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
mapfile -t names < <(names_of_missing)
echo "Installing Debian packages: ${names[*]}"
apt-get install -qq --yes --no-install-recommends "${names[@]}" >/dev/null
