# lib.sh: what the checks share; sourced by them. A check runs in the root of the tree, prints what is wrong, one place a
# line, and exits 0 (clean), 1 (not clean) or 77 (cannot be done here, and why).

# The files of the project below the given paths: those git has or would take. Without git, all but what is built.
files() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard -- "$@"
    else
        find "$@" -type f ! -path '*/node_modules/*' ! -path '*/.git/*' ! -path 'build/*' ! -path './build/*' 2>/dev/null | sed 's|^\./||'
    fi | while IFS= read -r file; do
        [ ! -f "$file" ] || printf '%s\n' "$file"
    done | sort -u
}

c_files() {
    files "$@" | grep '\.[ch]$' || true
}

skip() {
    echo "$1"
    exit 77
}
