module kserve-stack.test/rbacproxy

go 1.26.0

require github.com/brancz/kube-rbac-proxy v0.18.0
