#!/usr/bin/env bash
# Installs what debian-packages.txt lists and the machine lacks. Without root it prints the line to run, and goes on.
set -euo pipefail
cd "$(dirname "$0")"

command -v dpkg-query apt-get >/dev/null || {
    echo "Not a Debian system: install the counterparts of packaging/debian-packages.txt yourself if a test asks for one." >&2
    exit 0
}

is_installed() { dpkg-query --show --showformat='${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii'; }
is_known() { apt-cache show "$1" >/dev/null 2>&1; }

# A line may name the same library's package in a later and an earlier release: "new | old".
missing_lines=()
while IFS= read -r line; do
    found=no
    for name in ${line//|/ }; do
        if is_installed "$name"; then found=yes; fi
    done
    if [ "$found" = no ]; then missing_lines+=("$line"); fi
done < <(grep -v -e '^#' -e '^$' debian-packages.txt)
if [ ${#missing_lines[@]} -eq 0 ]; then exit 0; fi

if [ "$(id -u)" -ne 0 ]; then
    echo "Some tests need Debian packages that are not installed. Install them with:" >&2
    echo "    sudo apt-get install --no-install-recommends ${missing_lines[*]/ |*/}" >&2
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
names=()
for line in "${missing_lines[@]}"; do
    for name in ${line//|/ }; do
        if is_known "$name"; then names+=("$name"); break; fi
    done
done
echo "Installing Debian packages: ${names[*]}"
apt-get install -qq --yes --no-install-recommends "${names[@]}" >/dev/null
