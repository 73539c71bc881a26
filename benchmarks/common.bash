# Shared by the scripts next to it: finding a JDK, and measuring one command.
# Sourced, never run. Sets: here (this folder), root (the project), java (a java command).

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 2; }

# The newest of the JDKs that an operating system installs for everyone, by feature version.
installed_jdk() {
    local home
    for home in /usr/lib/jvm/*"$1"* /Library/Java/JavaVirtualMachines/*"$1"*/Contents/Home; do
        if [ -x "$home/bin/javac" ]; then printf '%s\n' "$home"; return; fi
    done
}

# use_jdk [VERSION]: without a version JAVA_HOME or the java on the path, with one that version.
use_jdk() {
    local home="" named
    if [ -n "${1:-}" ]; then
        named="JAVA${1}_HOME"
        home=${!named:-$(installed_jdk "$1")}
        [ -n "$home" ] || die "no JDK $1: set $named"
        export JAVA_HOME=$home PATH="$home/bin:$PATH"
    elif [ -n "${JAVA_HOME:-}" ]; then
        export PATH="$JAVA_HOME/bin:$PATH"
    fi
    java=$(command -v java) || die "no java: set JAVA_HOME"
}

# How CPU time and peak memory are measured on this machine.
meter=proc
for candidate in /usr/bin/time "$(command -v gtime || true)"; do
    if [ -x "$candidate" ] && "$candidate" -f '%U %S %e %M' true >/dev/null 2>&1; then meter=$candidate; fi
done
meter_name() {
    case $meter in
        proc) echo "bash times, VmHWM of /proc (GNU time is missing)" ;;
        *) echo "GNU time" ;;
    esac
}

# measure OUT ERR COMMAND…: runs the command; its output goes to OUT and ERR.
# Prints: user seconds, system seconds, wall seconds, peak RSS in kB (0: unknown), exit code.
measure() {
    local out=$1 err=$2 code=0 figures
    shift 2
    figures=$(mktemp)
    if [ "$meter" = proc ]; then
        measure_by_proc "$figures" "$@" >"$out" 2>"$err" || code=$?
    else
        "$meter" -q -o "$figures" -f '%U %S %e %M' "$@" >"$out" 2>"$err" || code=$?
    fi
    printf '%s %s\n' "$(tail -n 1 "$figures")" "$code"
    rm -f "$figures"
}

# Without GNU time: the command runs in a shell of its own, whose "times" are the command's; this one watches memory.
measure_by_proc() {
    local figures=$1 code=0 peak=0 started shell process now
    shift
    started=$(date +%s.%N)
    (
        ended=0
        "$@" || ended=$?
        times >"$figures"
        exit "$ended"
    ) &
    shell=$!
    while kill -0 "$shell" 2>/dev/null; do
        for process in $(family "$shell"); do
            now=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2>/dev/null || true)
            if [ "${now:-0}" -gt "$peak" ]; then peak=$now; fi
        done
        sleep 0.1
    done
    wait "$shell" || code=$?
    # The second line of "times" is the children's: 0m1.234s 0m0.056s.
    awk -v start="$started" -v end="$(date +%s.%N)" -v peak="$peak" '
        function seconds(text,    part) { split(text, part, /[ms]/); return part[1] * 60 + part[2] }
        NR == 2 { printf "%.2f %.2f %.2f %d\n", seconds($1), seconds($2), end - start, peak }' \
        "$figures" >"$figures.new"
    mv "$figures.new" "$figures"
    return "$code"
}

# A process and all that it started.
family() {
    local child
    echo "$1"
    for child in $(cat /proc/"$1"/task/*/children 2>/dev/null || true); do family "$child"; done
}

# medians: of each column of the lines on stdin.
medians() {
    awk '
        { for (i = 1; i <= NF; i++) value[i, NR] = $i + 0; columns = NF }
        END {
            for (i = 1; i <= columns; i++) {
                for (j = 2; j <= NR; j++) {
                    moving = value[i, j]
                    for (k = j - 1; k > 0 && value[i, k] > moving; k--) value[i, k + 1] = value[i, k]
                    value[i, k + 1] = moving
                }
                low = value[i, int((NR + 1) / 2)]; high = value[i, int(NR / 2) + 1]
                printf "%s%.3f", (i > 1 ? " " : ""), (low + high) / 2
            }
            print ""
        }'
}

# What a figure depends on, as a Markdown list.
machine_facts() {
    local cpu memory
    cpu=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null || true)
    memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo 2>/dev/null || true)
    echo "- Machine: ${cpu:-unknown CPU}, $(getconf _NPROCESSORS_ONLN) cores, ${memory:-unknown memory}," \
        "$(uname -sr);" \
        "load before the run:$(uptime | sed 's/.*load average[s]*://')"
    echo "- JDK: $("$java" -version 2>&1 | grep "Runtime Environment")"
    echo "- Epicenter: commit $(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)" \
        "${EPICENTER_CMD:+replaced by EPICENTER_CMD=$EPICENTER_CMD}"
    echo "- Measured by $(meter_name)"
}

# megabytes FILE: its size in millions of bytes.
megabytes() { wc -c <"$1" | awk '{ printf "%.1f", $1 / 1e6 }'; }
