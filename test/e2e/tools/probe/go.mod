module kserve-stack.test/probe

go 1.26.0
