#!/usr/bin/env bash
# Renews the locked versions from the ranges in pyproject.toml (wants uv on the PATH).
# Without arguments the present versions stay where they still fit; --upgrade takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-emit-index-url --no-header --no-config "$@"
}
lock "$@" pyproject.toml --output-file requirements/runtime.txt
lock "$@" --group build --constraint requirements/runtime.txt \
    --output-file requirements/build.txt
lock "$@" pyproject.toml --group test --constraint requirements/runtime.txt \
    --constraint requirements/build.txt --output-file requirements/test.txt
lock "$@" pyproject.toml --group benchmark --constraint requirements/test.txt \
    --output-file requirements/benchmark.txt
