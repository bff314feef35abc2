# Taking down: what is refused, models, files in reverse, definitions.

# present CRD...: those of them that the cluster has. Only "not found" counts as absent, no error does.
present() {
  # One list: kubectl slows down where it is given many names, and without -o a definition is one short line.
  TABLE=$(k get crd --ignore-not-found --no-headers) || return 1
  printf '%s\n' "$TABLE" | awk -v wanted=" $* " 'NF && index(wanted, " " $1 " ") { print $1 }'
}

# InferenceServices of the cluster that this folder does not hold.
foreign_models() {
  FOUND=$(present inferenceservices.serving.kserve.io) || die "cannot see whether there are InferenceServices"
  [ -n "$FOUND" ] || return 0
  LIVE=$(k get inferenceservices.serving.kserve.io --all-namespaces --no-headers -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name) || die "cannot list InferenceServices"
  printf '%s\n' "$LIVE" | awk -v ours=" $MODELS " 'NF && !index(ours, " " $1 "/" $2 " ") { print $1 "/" $2 }'
}

refuse_foreign_models() {
  FOREIGN=$(foreign_models) || exit 1
  [ -n "$FOREIGN" ] || return 0
  [ "$ALL_MODELS" = yes ] && return
  complain "These InferenceServices are not in this folder and would lose their controller:"
  printf '%s\n' "$FOREIGN" | sed 's/^/  /' >&2
  die "nothing was deleted: delete them first, or pass --all-models"
}

# Objects of this folder's kinds that are not in this folder and that no controller made for another object.
foreign_objects() {
  # shellcheck disable=SC2086
  FOUND=$(present $CRDS_HERE) || die "cannot list CRDs"
  [ -n "$FOUND" ] || return 0
  LIVE=$(k get "$(comma_separated "$FOUND")" --all-namespaces --ignore-not-found --no-headers -o 'custom-columns=VERSION:.apiVersion,KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name,OWNER:.metadata.ownerReferences[0].uid') || die "cannot list the objects of this folder's kinds"
  printf '%s\n' "$LIVE" | awk -v ours=" $CUSTOM " '
    NF && $5 == "<none>" && $2 != "InferenceService" {
      name = ($3 == "<none>" ? "" : $3 "/") $4
      if (!index(ours, " " substr($1, 1, index($1, "/")) $2 ":" name " ")) print $2 " " name
    }'
}

comma_separated() { printf '%s' "$1" | tr '\n' ','; }

refuse_foreign_objects() {
  [ -n "$CRDS_HERE" ] || return 0
  FOREIGN=$(foreign_objects) || exit 1
  [ -n "$FOREIGN" ] || return 0
  complain "These objects are not in this folder and lose their controller:"
  printf '%s\n' "$FOREIGN" | sed 's/^/  /' >&2
  [ "$DELETE_CRDS" = no ] || die "nothing was deleted: --crds would delete them too; delete them first, or leave out --crds"
}

# Kinds that the cluster has; empty, and then no kind is taken for gone, where it cannot list them all.
served() { SERVED=$(k api-resources --no-headers 2>/dev/null) || SERVED=""; }

# documents FILE: its objects, last first, without those whose kind the cluster does not serve.
documents() {
  printf '%s\n' "$SERVED" | awk '
    function group(version) { return version ~ /\// ? substr(version, 1, index(version, "/") - 1) : "" }
    function flush() {
      if (lines > last && (!any || ((group(api), kind) in served))) { from[++count] = last + 1; to[count] = lines }
      last = lines; api = kind = ""
    }
    NR == FNR { if (NF > 2) { any = 1; served[group($(NF - 2)), $NF] } next }
    /^---/ { flush(); next }
    /^apiVersion: / { api = $2 }
    /^kind: / { kind = $2 }
    { line[++lines] = $0 }
    END {
      flush()
      for (; count > 0; count--) { print "---"; for (i = from[count]; i <= to[count]; i++) print line[i] }
    }' - "$HERE/$1"
}

LEFT_COLUMNS='custom-columns=KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name,FINALIZERS:.metadata.finalizers,REMAINING:.status.conditions[?(@.type=="NamespaceContentRemaining")].message'

# left MOST: of what kubectl lists in these columns what is left, with what holds it, and how many more there are.
left() {
  awk -v most="$1" '
    NF && ++count <= most {
      name = $1 " " ($2 == "<none>" ? "" : $2 "/") $3; held = ""
      $1 = $2 = $3 = ""; sub(/^ +/, "")
      if (match($0, /^\[[^]]*\]/)) { held = "finalizers " substr($0, 1, RLENGTH); $0 = substr($0, RLENGTH + 1) } else sub(/^<none>/, "")
      sub(/^ +/, "")
      if ($0 != "<none>") held = $0
      text = text (count > 1 ? ", " : "") name (held == "" ? "" : " (" held ")")
    }
    END { if (count) print text (count > most ? " and " count - most " more" : "") }'
}

is_gone() {
  ANSWER=$(documents "$1" | k get --ignore-not-found --no-headers -o "$LEFT_COLUMNS" -f - 2>&1) || return 1
  ANSWER=$(printf '%s\n' "$ANSWER" | left 3)
  [ -z "$ANSWER" ]
}

# remove FILE [KIND/NAME...]: webhook configurations go first, since a dead one refuses even the deletion of what it judged.
remove() {
  file=$1; shift
  DOING=$file
  [ $# -eq 0 ] || k delete --ignore-not-found "$@" >/dev/null || die "$file: a webhook configuration did not go"
  if [ -z "$(documents "$file" | head -n 1)" ]; then say "delete $file: was gone already"; return; fi
  DELETED=$(documents "$file" | k delete --ignore-not-found --cascade=foreground --wait=false -f -) || die "$file: the cluster refused to delete what it named above"
  if [ -z "$DELETED" ] && is_gone "$file"; then say "delete $file: was gone already"; return; fi
  say "delete $file: $(printf '%s\n' "$DELETED" | awk 'NF { count++ } END { print count + 0 }') objects"
  gate
  wait_until "nothing of $file is left" is_gone "$file" && return
  complain "No finalizer was touched. One that stays is its controller's to remove: run apply.sh to bring the controller back, then apply.sh --delete."
  give_up
}

is_model_gone() {
  ANSWER=$(k -n "${1%%/*}" get inferenceservices.serving.kserve.io "${1#*/}" --ignore-not-found --no-headers -o "$LEFT_COLUMNS" 2>&1) || return 1
  ANSWER=$(printf '%s\n' "$ANSWER" | left 1)
  [ -z "$ANSWER" ]
}

# Models first, all at once, while everything that serves them still runs.
remove_models() {
  DOING="the deletion of models"
  FOUND=$(present inferenceservices.serving.kserve.io) || die "cannot see whether there are InferenceServices"
  [ -n "$FOUND" ] || return 0
  [ "$ALL_MODELS" = no ] || MODELS="$MODELS $(foreign_models | tr '\n' ' ')"
  gate
  for model in $MODELS; do
    k -n "${model%%/*}" delete inferenceservices.serving.kserve.io "${model#*/}" --ignore-not-found --cascade=foreground --wait=false >/dev/null || die "InferenceService $model: the cluster refused to delete it"
  done
  for model in $MODELS; do
    wait_until "InferenceService $model is gone" is_model_gone "$model" && continue
    complain "No finalizer was touched; the platform still runs. Look at what KServe says of it:"
    k -n "${model%%/*}" get events --field-selector "involvedObject.name=${model#*/}" >&2
    give_up
  done
}

# keep_or_remove_crds FILE CRD...
keep_or_remove_crds() {
  file=$1; shift
  if [ "$DELETE_CRDS" != yes ]; then say "keep $file (--crds deletes it)"; return 0; fi
  FOUND=$(present "$@") || die "cannot list CRDs"
  if [ -n "$FOUND" ]; then
    LEFT=$(k get "$(comma_separated "$FOUND")" --all-namespaces --ignore-not-found -o name) || die "$file: cannot list what there is of its kinds"
    [ -z "$LEFT" ] || { complain "$LEFT"; die "$file: deleting it would delete the objects above"; }
  fi
  remove "$file"
}
