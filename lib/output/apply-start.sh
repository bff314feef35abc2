# The part of apply.sh that is the same for every platform: POSIX shell around kubectl.
# Every wait polls, says what it waits for and, at its time limit, what the cluster last answered.

usage() {
  cat <<'USAGE'
Usage: apply.sh [--timeout SECONDS] [--context NAME] [--force-conflicts]
       apply.sh --check [--timeout SECONDS] [--context NAME]
       apply.sh --delete [--all-models] [--crds] [--timeout SECONDS] [--context NAME]

Applies this folder server-side, in order, and waits at each gate until what comes next can work.
It may be run again at any time: what is as this folder has it stays untouched.

  --timeout SECONDS   time limit of each gate, and of each file's deletion (default 300)
  --context NAME      kubeconfig context to use (default: the current one)
  --force-conflicts   take over fields that another manager owns
  --check             apply nothing, only see whether every gate passes
  --delete            take everything down in reverse order, models first; CRDs stay
  --all-models        with --delete: also delete InferenceServices that are not in this folder
  --crds              with --delete: delete the CRDs too, where nothing else is of their kinds

Environment: KUBECTL, the kubectl to run (default: the one in PATH); KUBECONFIG, as kubectl reads it.
USAGE
}

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
die() { complain "error: $*"; exit 1; }
k() { if [ -n "$CONTEXT" ]; then "$KUBECTL" --context "$CONTEXT" "$@"; else "$KUBECTL" "$@"; fi; }

# What is done so far stays, and a further run goes on from it.
interrupted() {
  trap - "$1"
  complain "interrupted at $DOING: run it again to go on; what is done already stays as it is"
  kill -s "$1" $$
}

reach_cluster() {
  DOING="the first call of the cluster"
  ANSWER=$(k get --raw /version 2>&1) || die "the cluster does not answer: $ANSWER"
  say "cluster: $(k config view --minify -o 'jsonpath={.contexts[0].name} at {.clusters[0].cluster.server}' 2>/dev/null)"
}

TIMEOUT=300 CONTEXT="" FORCE="" MODE=apply ALL_MODELS=no DELETE_CRDS=no
ANSWER="" DOING="its start" SERVED="" TOTAL=0 ALL_CREATED=0 ALL_CHANGED=0
KUBECTL=${KUBECTL:-kubectl}
while [ $# -gt 0 ]; do
  case $1 in
    --timeout) [ $# -gt 1 ] || die "--timeout needs a number of seconds"; TIMEOUT=$2; shift ;;
    --context) [ $# -gt 1 ] || die "--context needs a name"; CONTEXT=$2; shift ;;
    --force-conflicts) FORCE=--force-conflicts ;;
    --check) MODE=check ;;
    --delete) MODE=delete ;;
    --all-models) ALL_MODELS=yes ;;
    --crds) DELETE_CRDS=yes ;;
    -h|--help) usage; exit 0 ;;
    *) usage >&2; die "unknown option $1" ;;
  esac
  shift
done
case $TIMEOUT in ''|*[!0-9]*|0) die "--timeout must be a number of seconds, got $TIMEOUT" ;; esac
case $MODE:$ALL_MODELS:$DELETE_CRDS in apply:no:no|check:no:no|delete:*) ;; *) die "--all-models and --crds go with --delete" ;; esac
command -v "$KUBECTL" >/dev/null 2>&1 || die "$KUBECTL is not in PATH; install kubectl, or set KUBECTL"
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || die "cannot find the folder of $0"
trap 'interrupted INT' INT
trap 'interrupted TERM' TERM
trap 'interrupted HUP' HUP
