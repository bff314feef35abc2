# Applying: each file, and the gates between them.

# Each object of a file, with the moment at which an apply of ours last changed it.
marks() {
  k get -f "$HERE/$1" --ignore-not-found --no-headers -o 'custom-columns=KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name,AT:.metadata.managedFields[?(@.manager=="kserve-stack")].time'
}

# apply FILE
apply() {
  [ "$MODE" = apply ] || return 0
  DOING=$1
  # Objects whose kind does not exist yet are not there either.
  BEFORE=$(marks "$1" 2>/dev/null)
  # shellcheck disable=SC2086
  if ! REFUSALS=$(k apply --server-side --field-manager=kserve-stack $FORCE -f "$HERE/$1" 2>&1 >/dev/null); then
    complain "$REFUSALS"
    case $REFUSALS in *"--force-conflicts"*) complain "Another manager owns these fields; apply.sh --force-conflicts takes them over." ;; esac
    die "$1: the cluster did not take the objects above; it took the others of this file, and nothing after it was applied"
  fi
  [ -z "$REFUSALS" ] || complain "$REFUSALS"
  AFTER=$(marks "$1") || die "$1: cannot be read back"
  read -r COUNT CREATED CHANGED NAMES <<NEWS
$(printf '%s\n' "$BEFORE" ---- "$AFTER" | news)
NEWS
  TOTAL=$((TOTAL + COUNT)) ALL_CREATED=$((ALL_CREATED + CREATED)) ALL_CHANGED=$((ALL_CHANGED + CHANGED))
  if [ $((CREATED + CHANGED)) -eq 0 ]; then say "apply $1: $COUNT objects, unchanged"; return; fi
  say "apply $1: $COUNT objects, $CREATED created, $CHANGED changed"
  for name in $NAMES; do say "  changed $name"; done
}

# How many objects there are, were created and were changed, and the names of the changed ones, in one line.
news() {
  awk '
    { $1 = $1 }
    /^----$/ { after = 1; next }
    !NF { next }
    !after { was[$0]; known[$1, $2, $3]; next }
    { count++ }
    $0 in was { next }
    ($1, $2, $3) in known { changed++; names = names " " $1 "/" ($2 == "<none>" ? "" : $2 "/") $3; next }
    { created++ }
    END { print count + 0, created + 0, changed + 0 names }'
}

applied() {
  if [ "$MODE" = check ]; then say "checked: every gate passes"; return; fi
  if [ $((ALL_CREATED + ALL_CHANGED)) -eq 0 ]; then
    say "applied: every gate passed; nothing was changed, all $TOTAL objects are as this folder has them"
  else
    say "applied: every gate passed; of $TOTAL objects $ALL_CREATED created, $ALL_CHANGED changed"
  fi
}

# gate: what follows, up to the next one, shares a time limit.
gate() { START=$(date +%s); }

# wait_until WHAT COMMAND...: COMMAND leaves what the cluster answered in $ANSWER and succeeds once it is right.
wait_until() {
  WHAT=$1 SAID="" SAID_AT=0; shift
  DOING="the wait until $WHAT"
  until "$@"; do
    NOW=$(date +%s)
    [ $((NOW - START)) -lt "$TIMEOUT" ] || return 1
    # An answer that changes with every look would fill the log.
    if [ "$ANSWER" != "$SAID" ] && [ $((NOW - SAID_AT)) -ge 10 ]; then
      SAID=$ANSWER SAID_AT=$NOW
      say "  wait: $WHAT; now: $(one_line)"
    fi
    sleep 1
  done
  say "  ok: $WHAT"
}

# What the cluster answered, short enough to be read in passing.
one_line() { printf '%s' "$ANSWER" | tr -s '\n\t ' '   ' | cut -c1-240; }
give_up() { die "not within $TIMEOUT s: $WHAT; the cluster last answered: $(one_line)"; }

is_established() {
  ANSWER=$(k get crd "$@" --no-headers -o 'custom-columns=NAME:.metadata.name,ESTABLISHED:.status.conditions[?(@.type=="Established")].status,NAMES:.status.conditions[?(@.type=="NamesAccepted")].message' 2>&1) || return 1
  ANSWER=$(printf '%s\n' "$ANSWER" | awk '$2 != "True" { name = $1; $1 = $2 = ""; print name " is not established:" $0 }')
  [ -z "$ANSWER" ]
}
established() { wait_until "$# CRDs are established" is_established "$@" || give_up; }

is_available() {
  ANSWER=$(k -n "$1" rollout status "deployment/$2" --watch=false 2>&1) || return 1
  case $ANSWER in *"successfully rolled out"*) ;; *) return 1 ;; esac
}
available() {
  wait_until "Deployment $1/$2 is available" is_available "$1" "$2" && return
  complain "Pods in $1, and what the cluster warned of last:"
  k -n "$1" get pods >&2
  k -n "$1" get events --field-selector type=Warning --sort-by=.lastTimestamp -o 'custom-columns=OBJECT:.involvedObject.name,REASON:.reason,MESSAGE:.message' 2>&1 | tail -n 6 >&2
  give_up
}

# Every entry of the configuration: a CA, rules, failurePolicy Fail, and a ready endpoint behind its Service.
is_armed() {
  ENTRIES=$(k get "$1" "$2" -o 'jsonpath={range .webhooks[*]}{.name}|{.failurePolicy}|{.rules[0].operations[0]}|{.clientConfig.caBundle}|{.clientConfig.service.namespace}|{.clientConfig.service.name}{"\n"}{end}' 2>&1) || { ANSWER=$ENTRIES; return 1; }
  [ -n "$ENTRIES" ] || { ANSWER="it has no entries"; return 1; }
  ANSWER=$(printf '%s\n' "$ENTRIES" | awk -F'|' 'NF { if ($2 != "Fail") print $1 ": failurePolicy is " $2; else if ($3 == "") print $1 ": no rules yet"; else if ($4 == "") print $1 ": no caBundle yet" }')
  [ -z "$ANSWER" ] || return 1
  for service in $(printf '%s\n' "$ENTRIES" | awk -F'|' 'NF { print $5 "/" $6 }' | sort -u); do
    READY=$(k -n "${service%%/*}" get endpointslices -l "kubernetes.io/service-name=${service#*/}" -o 'jsonpath={.items[*].endpoints[*].conditions.ready}' 2>&1)
    case $READY in *true*) ;; *) ANSWER="no ready endpoint behind Service $service"; return 1 ;; esac
  done
}
armed() { wait_until "$1 $2 is armed" is_armed "$1" "$2" || give_up; }

# A known-bad object has to be refused in the webhook's own words: until then it is not the webhook that judges.
is_refused() {
  if ANSWER=$(printf '%s\n' "$2" | k create --dry-run=server -f - 2>&1); then
    ANSWER="it was accepted"
    return 1
  fi
  case $ANSWER in *"$1"*) ;; *) return 1 ;; esac
}
refuses() { wait_until "a bad $1 is refused with \"$2\"" is_refused "$2" "$3" || give_up; }
