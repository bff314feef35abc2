# The part of apply.sh that is the same for every platform: POSIX shell around kubectl.
# Every wait polls, says what it waits for and, on its time limit, what the cluster last answered.

usage() {
  cat <<'USAGE'
Usage: apply.sh [--timeout SECONDS] [--context NAME] [--force-conflicts]
       apply.sh --delete [--all-models] [--crds] [--timeout SECONDS] [--context NAME]

Applies this folder server-side, in order, and waits at each gate until what comes next can work.

  --timeout SECONDS   time limit of each gate (default 300)
  --context NAME      kubeconfig context to use
  --force-conflicts   take over fields that another manager owns
  --delete            take everything down in reverse order, models first; CRDs stay
  --all-models        with --delete: also delete InferenceServices that are not in this folder
  --crds              with --delete: delete the CRDs too, once nothing of their kinds is left
USAGE
}

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
k() { if [ -n "$CONTEXT" ]; then "$KUBECTL" --context "$CONTEXT" "$@"; else "$KUBECTL" "$@"; fi; }

apply() {
  say "apply $1"
  # shellcheck disable=SC2086
  k apply --server-side --field-manager=kserve-stack $FORCE -f "$HERE/$1" || die "$1 was not accepted; nothing after it was applied"
}

# wait_until WHAT COMMAND...: COMMAND leaves what the cluster answered in $ANSWER and succeeds once it is right.
wait_until() {
  what=$1; shift
  start=$(date +%s); said=0
  until "$@"; do
    now=$(date +%s)
    [ $((now - start)) -lt "$TIMEOUT" ] || die "$what: not after $TIMEOUT s; the cluster last answered: $ANSWER"
    [ $said -eq 1 ] || { say "  wait: $what"; said=1; }
    sleep 2
  done
  say "  ok: $what"
}

is_established() {
  ANSWER=$(k get crd "$1" -o 'jsonpath={.status.conditions[?(@.type=="Established")].status}' 2>&1) && [ "$ANSWER" = True ]
}
established() { for crd in "$@"; do wait_until "CRD $crd is established" is_established "$crd"; done; }

is_available() {
  ANSWER=$(k -n "$1" rollout status "deployment/$2" --watch=false 2>&1) || return 1
  case $ANSWER in *"successfully rolled out"*) ;; *) return 1 ;; esac
}
available() { wait_until "Deployment $1/$2 is available" is_available "$1" "$2"; }

# Every entry of the configuration: a CA, rules, failurePolicy Fail, and a ready endpoint behind its Service.
is_armed() {
  ENTRIES=$(k get "$1" "$2" -o 'jsonpath={range .webhooks[*]}{.name}|{.failurePolicy}|{.rules[0].operations[0]}|{.clientConfig.caBundle}|{.clientConfig.service.namespace}|{.clientConfig.service.name}{"\n"}{end}' 2>&1) || { ANSWER=$ENTRIES; return 1; }
  [ -n "$ENTRIES" ] || { ANSWER="no entries"; return 1; }
  ANSWER=$(printf '%s\n' "$ENTRIES" | awk -F'|' 'NF { if ($2 != "Fail") print $1 ": failurePolicy is " $2; else if ($3 == "") print $1 ": no rules yet"; else if ($4 == "") print $1 ": no caBundle yet" }')
  [ -z "$ANSWER" ] || return 1
  for service in $(printf '%s\n' "$ENTRIES" | awk -F'|' 'NF { print $5 "/" $6 }' | sort -u); do
    READY=$(k -n "${service%%/*}" get endpointslices -l "kubernetes.io/service-name=${service#*/}" -o 'jsonpath={.items[*].endpoints[*].conditions.ready}' 2>&1)
    case $READY in *true*) ;; *) ANSWER="no ready endpoint behind Service $service"; return 1 ;; esac
  done
}
armed() { wait_until "$1 $2 is armed" is_armed "$1" "$2"; }

# A known-bad object has to be refused in the webhook's own words: until then it is not the webhook that judges.
is_refused() {
  if ANSWER=$(printf '%s\n' "$2" | k create --dry-run=server -f - 2>&1); then
    ANSWER="it was accepted"
    return 1
  fi
  case $ANSWER in *"$1"*) ;; *) return 1 ;; esac
}
refuses() { wait_until "a bad $1 is refused with \"$2\"" is_refused "$2" "$3"; }

# InferenceServices of the cluster that this folder does not hold.
foreign_models() {
  k get crd inferenceservices.serving.kserve.io >/dev/null 2>&1 || return 0
  LIVE=$(k get inferenceservices.serving.kserve.io --all-namespaces -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{"\n"}{end}') || die "cannot list InferenceServices"
  for model in $LIVE; do
    case " $MODELS " in *" $model "*) ;; *) printf '%s\n' "$model" ;; esac
  done
}

refuse_foreign_models() {
  FOREIGN=$(foreign_models) || exit 1
  [ -n "$FOREIGN" ] || return 0
  if [ "$ALL_MODELS" = yes ]; then
    for model in $FOREIGN; do
      k -n "${model%%/*}" delete inferenceservices.serving.kserve.io "${model#*/}" --cascade=foreground --timeout="${TIMEOUT}s" || die "InferenceService $model did not go; its controller still runs, so look at its events"
    done
    return 0
  fi
  say "These InferenceServices are not in this folder and would lose their controller:" >&2
  printf '  %s\n' $FOREIGN >&2
  die "delete them first, or pass --all-models"
}

# remove FILE [KIND/NAME...]: webhook configurations go first, since a dead one refuses even the deletion of what it judged.
remove() {
  file=$1; shift
  say "delete $file"
  for configuration in "$@"; do k delete --ignore-not-found "$configuration" || die "$configuration did not go"; done
  k delete --ignore-not-found --cascade=foreground --timeout="${TIMEOUT}s" -f "$HERE/$file" || die "$file: something did not go within $TIMEOUT s; no finalizer was touched, so look at what kubectl named above"
}

# keep_or_remove_crds FILE CRD...
keep_or_remove_crds() {
  file=$1; shift
  if [ "$CRDS" != yes ]; then say "keep $file (--crds deletes it)"; return 0; fi
  for crd in "$@"; do
    k get crd "$crd" >/dev/null 2>&1 || continue
    LEFT=$(k get "$crd" --all-namespaces -o name) || die "cannot list objects of $crd"
    [ -z "$LEFT" ] || { printf '%s\n' "$LEFT" >&2; die "$crd still has the objects above; deleting it would delete them"; }
  done
  remove "$file"
}

TIMEOUT=300 CONTEXT="" FORCE="" MODE=apply ALL_MODELS=no CRDS=no ANSWER=""
KUBECTL=${KUBECTL:-kubectl}
while [ $# -gt 0 ]; do
  case $1 in
    --timeout) [ $# -gt 1 ] || die "--timeout needs a number of seconds"; TIMEOUT=$2; shift ;;
    --context) [ $# -gt 1 ] || die "--context needs a name"; CONTEXT=$2; shift ;;
    --force-conflicts) FORCE=--force-conflicts ;;
    --delete) MODE=delete ;;
    --all-models) ALL_MODELS=yes ;;
    --crds) CRDS=yes ;;
    -h|--help) usage; exit 0 ;;
    *) usage >&2; die "unknown option $1" ;;
  esac
  shift
done
case $TIMEOUT in ''|*[!0-9]*) die "--timeout must be a number of seconds, got $TIMEOUT" ;; esac
command -v "$KUBECTL" >/dev/null 2>&1 || die "kubectl is not in PATH; install it or set KUBECTL"
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
