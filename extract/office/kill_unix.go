//go:build unix

package office

import (
	"os/exec"
	"syscall"
)

// killAll makes the end of the context end all processes that the program starts:
// soffice is a script that starts another.
func killAll(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
