#!/usr/bin/env bash
# Breaks the engine on purpose, one patch after another, and requires that the rehearsal catches each.
#
#   local/broken/try.sh [--seeds N] [NAME ...]
#
# Each NAME.patch beside this script says in its head what it breaks (`broken:`), by which broken promise it must be caught
# (`caught by:`, a regular expression), and, where the usual rehearsal is not the right one, how to rehearse (`rehearse:`).
# The project as it stands, what is not committed included, is copied to a temporary folder with what was built of it; there
# a patch is applied and the changed files alone are compiled. First the unbroken engine has to pass. Exit 0: each was caught
# within N seeds (20); 1: one was missed, does not apply, or does not compile; 2: used wrongly, or it could not be told.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../.." && pwd -P)
usual="--accounts 200 --faults high"
most=20

could_not_tell() {
  echo "try: $1" >&2
  exit 2
}

if [ "${1-}" = --seeds ]; then
  most=${2-}
  [[ $most =~ ^[1-9][0-9]*$ ]] || could_not_tell "--seeds takes a number from 1 on"
  shift 2
fi
patches=()
for name in "$@"; do
  [ -f "$here/$name.patch" ] || could_not_tell "there is no $name.patch"
  patches+=("$here/$name.patch")
done
if [ ${#patches[@]} -eq 0 ]; then patches=("$here"/*.patch); fi

# Builds what is stale, so that what is copied below is the project as it stands.
(cd "$home" && ./fleet rehearse --help > /dev/null) || could_not_tell "the project does not build"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
copy="$folder/copy"
log="$folder/log"

# The JDK that the build found; its compiler is beside its java.
java=$(sed -n "s/^exec '\([^']*\)'.*/\1/p" "$home/infra/target/cdk-app")
[ -x "${java%java}javac" ] || could_not_tell "$java has no compiler beside it: a JDK is needed"
synth_libraries=$(sed -n "s/^exec '[^']*' -cp '\([^']*\)'.*/\1/p" "$home/infra/target/cdk-app")

fresh_copy() {
  rm -rf "$copy"
  mkdir -p "$copy"
  (cd "$home" && git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read 2> /dev/null) | tar -x -C "$copy"
  local built
  for built in function/target/classes infra/target/classes local/target/classes cli/target/classes \
    infra/target/cdk.out/FleetAccess.template.json infra/target/cdk-app cli/target/libraries; do
    mkdir -p "$copy/$(dirname "$built")"
    cp -R "$home/$built" "$copy/$built"
  done
  ln -s "$home"/function/target/function-*-lambda.jar "$copy/function/target/"
  # The copy runs its own classes, not the project's jars.
  sed -i "s|$home/\([a-z]*\)/target/[^:]*\.jar|$copy/\1/target/classes|g" "$copy/cli/target/libraries"
  sed -i "s|$home/|$copy/|g" "$copy/infra/target/cdk-app"
}

# Compiles what the patch changed, and synthesizes anew where that is the infrastructure.
compile() {
  local patch=$1 file module libraries
  while read -r file; do
    module=${file%%/*}
    libraries=$(cat "$copy/cli/target/libraries")
    if [ "$module" = infra ]; then libraries=${synth_libraries//"$home/"/"$copy/"}; fi
    "${java%java}javac" --release 21 -proc:none -nowarn -encoding UTF-8 -cp "$libraries" \
      -d "$copy/$module/target/classes" "$copy/$file" || return 1
    if [ "$module" = infra ]; then
      (cd "$copy/infra" && CDK_OUTDIR="$copy/infra/target/cdk.out" sh target/cdk-app) || return 1
    fi
  done < <(sed -n 's|^+++ b/||p' "$patch")
  touch "$copy/cli/target/fleet.stamp"
}

field() {
  sed -n "s/^$1: //p" "$2"
}

# Rehearses in the copy: the exit code of the command, its words in the log.
rehearse() {
  local code=0
  # shellcheck disable=SC2086
  (cd "$copy" && ./fleet rehearse $1 --seed "$2") > "$log" 2>&1 || code=$?
  return "$code"
}

row() {
  printf '%-28s %-8s %s\n' "$1" "$2" "$3"
}

missed=0
row "broken engine" "seeds" "caught by"

fresh_copy
touch "$copy/cli/target/fleet.stamp"
while read -r arguments; do
  if ! rehearse "$arguments --seeds 2" 1; then
    cat "$log"
    could_not_tell "the unbroken engine does not pass: ./fleet rehearse $arguments --seeds 2"
  fi
done < <({ echo "$usual"; for patch in "${patches[@]}"; do field rehearse "$patch"; done; } | sort -u)
row "(unbroken)" 2 "none, as it should be"

for patch in "${patches[@]}"; do
  name=$(basename "$patch" .patch)
  expected=$(field "caught by" "$patch")
  arguments=$(field rehearse "$patch")
  [ -n "$(field broken "$patch")" ] && [ -n "$expected" ] || could_not_tell "$name.patch does not say what it breaks"
  fresh_copy
  if ! (cd "$copy" && GIT_CEILING_DIRECTORIES="$folder" git apply -p1 "$patch") > "$log" 2>&1; then
    cat "$log"
    row "$name" - "MISSED: the patch does not apply any more"
    missed=$((missed + 1))
    continue
  fi
  if ! compile "$patch" > "$log" 2>&1; then
    cat "$log"
    row "$name" - "MISSED: the broken engine does not compile"
    missed=$((missed + 1))
    continue
  fi
  found=""
  for ((seed = 1; seed <= most; seed++)); do
    code=0
    rehearse "${arguments:-$usual}" "$seed" || code=$?
    if [ "$code" -gt 1 ]; then
      cat "$log"
      could_not_tell "$name: seed $seed did not break a promise but the rehearsal itself"
    fi
    if [ "$code" -eq 1 ]; then
      found=$(grep -E -m 1 "✗.*($expected)" "$log" | sed 's/^ *✗ *//') || found=""
      if [ -n "$found" ]; then break; fi
    fi
  done
  if [ -n "$found" ]; then
    row "$name" "$seed" "$found"
  else
    row "$name" "$most" "MISSED: $(field broken "$patch")"
    missed=$((missed + 1))
  fi
done

[ "$missed" -eq 0 ] || exit 1
